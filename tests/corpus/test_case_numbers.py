"""Case numbers are found in every form, tell one case from another, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.case_numbers import find, normalise

FORMS = {
    "AMN 2017-0090-01.02": "AMN 2017/90-01.02",
    "AMF 2022/30": "AMF 2022/30",
    "AVN 2022/0147": "AVN 2022/147",
    "AVN 2021-0090-01.02": "AVN 2021/90-01.02",
    "2020/01049": "2020/1049",
    "SLK-2024-00126": "SLK 2024/126",
    "0790/22": "2022/790",
    "N050-0247/22": "N050 2022/247",
    "KS/2020:123": "KS 2020/123",
    "KS/2012:628-805": "KS 2012/628-805",
    "SN 18/0098": "SN 2018/98",
    "Gn 2179/2023": "GN 2023/2179",
    "2024 nr 16": "NR 2024/16",
    "KTN-24-0023": "KTN 2024/23",
    "KS 2024.0219": "KS 2024/219",
    "KS 2023.0688-11": "KS 2023/688-11",
    "KTN-24-0023-2": "KTN 2024/23-2",
}
NO_CASES = [
    "2020-09-03",
    "den 8 maj 2019",
    "230829",
    "8/5 2019",
    "2021-09-21",
    "KF 2022-05-23",
    "läsåret 2022/23",
    "läsåret 2022/2023",
    "2021/2022",
    "kommunallagen (2017:725)",
    "lag 2017:725",
    "SFS 2017:725",
    "prop. 2016/17:171",
    "18-25 år",
    "1 500 000 kronor",
    "kl. 09.00-11.30",
    "3 (14)",
    "26 kap. 1 §",
    "08-508 35 500",
    "SEK 2000.000",
    "AFS 2023.100",
    "KS 2023.12.05",
]


@pytest.mark.parametrize(("raw", "normal"), FORMS.items())
def test_every_form_has_one_normal_form(raw: str, normal: str) -> None:
    text = f"Nämnden behandlade {raw} i maj."
    found = find(text)
    assert [c.normal for c in found] == [normal]
    assert text[found[0].start : found[0].end] == found[0].raw == raw


@pytest.mark.parametrize(("raw", "normal"), FORMS.items())
def test_a_question_may_write_it_as_it_likes(raw: str, normal: str) -> None:
    assert normalise(raw) == normal
    assert normalise(f"  {raw.lower()} ") == normal


@pytest.mark.parametrize("label", ["Dnr ", "Dnr: ", "dnr ", "Diarienummer: ", "Ärendenummer "])
def test_a_label_in_front_changes_nothing(label: str) -> None:
    assert [c.normal for c in find(f"{label}KS 2023/0412")] == ["KS 2023/412"]


def test_a_labelled_number_may_look_like_anything() -> None:
    assert [c.raw for c in find("Dnr 123/24")] == ["123/24"]
    assert find("sidorna 123/24") == []


@pytest.mark.parametrize("text", NO_CASES)
def test_dates_laws_and_school_years_are_none(text: str) -> None:
    assert find(f"Se {text} i texten.") == []


def test_a_date_behind_a_body_or_a_case_number_is_no_part_of_it() -> None:
    assert [c.normal for c in find("AVN 2022/0147, KS 2022-08-23")] == ["AVN 2022/147"]


def test_two_numbers_of_one_case_are_one_and_of_two_cases_two() -> None:
    normals = [c.normal for c in find("AVN 2022/0147 och AVN 2022/147 men inte BUN 2022/147")]
    assert normals == ["AVN 2022/147", "AVN 2022/147", "BUN 2022/147"]


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text_in_order(text: str) -> None:
    end = 0
    for case in find(text):
        assert case.start >= end
        assert text[case.start : case.end] == case.raw
        end = case.end


@given(st.sampled_from(["KS", "AVN", "BUN", "SBN"]), st.integers(1990, 2030), st.integers(1, 99999), st.data())
def test_leading_zeros_say_nothing(prefix: str, year: int, serial: int, data: st.DataObject) -> None:
    digits = str(serial).zfill(data.draw(st.integers(4, 5)))
    assert normalise(f"{prefix} {year}/{digits}") == f"{prefix} {year}/{serial}"

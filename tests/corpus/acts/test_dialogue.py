"""Questions and answers that minutes tell of."""

from __future__ import annotations

from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

Q, A = ActKind.QUESTION, ActKind.ANSWER
HEAD = "Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum: 2023-03-27\n"
OTHERS = "\n§ 51\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n§ 52\n\nPlan\n\nBeslut\n\nPlanen antas.\n"


def minutes(*texts: str) -> Document:
    return paper(*(f"{HEAD}{OTHERS}\n§ 53\n\nFrågestund\n\n{texts[0]}", *texts[1:]))


def union(text: str) -> Document:
    return paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nNärvarande\n\nFör arbetsgivaren\n\n"
        "Ulrika Näslund, förvaltningschef, ordförande\n\nFör arbetstagarna\n\nPetra Nyholm, Vision, fackligt ombud\n\n"
        f"Dagordning\n\n1. Information:\n\n{text}"
    )


def test_a_simple_question_and_its_answer() -> None:
    document = minutes(
        "Fråga 1: Kristina Holmlöv (C) ställer en fråga som lyder:\n\nHur många vägar har varit avstängda?\n\n"
        "Samhällsbyggnadsnämndens ordförande Joakim Lilja (S) besvarar frågan.\n\n"
        "Fråga 2: Victoria Rehn (M) ställer en fråga som lyder:\n\nVarför tar det elva veckor?\n\n"
        "Kommunstyrelsens ordförande Birgitta Hallström (S) besvarar frågan.\n"
    )
    assert quotes(document, Q) == ["Hur många vägar har varit avstängda?", "Varför tar det elva veckor?"]
    assert [by(q) for q in acts(document, Q)] == [["Kristina Holmlöv (C)"], ["Victoria Rehn (M)"]]
    first, second = acts(document, A)
    assert first.reply_to == acts(document, Q)[0].id
    assert (by(second), to(second)) == (["Birgitta Hallström (S)"], ["Victoria Rehn (M)"])
    assert second.actors[0].role == "Kommunstyrelsens ordförande"
    assert acts(document, Q)[0].section is not None


def test_a_question_on_the_line_that_announces_it() -> None:
    document = minutes("Eva Sandelin (L) ställer följande fråga: När är bristerna åtgärdade?")
    assert quotes(document, Q) == ["När är bristerna åtgärdade?"]


def test_a_page_header_between_the_announcement_and_the_question() -> None:
    foot = "\nJusterandes sign          Utdragsbestyrkande"
    document = minutes(
        f"Fråga 1: Marika Lindeqvist (V) ställer en fråga som lyder:{foot}",
        f"{HEAD}2 (3)\nHur många ungdomar fick feriejobb sommaren 2021?\n"
        f"Nämndens ordförande Jonas Berglind (M) besvarar frågan.{foot}",
        f"{HEAD}3 (3)\n§ 54\n\nAvslutning\n\nOrdföranden tackar.{foot}",
    )
    assert quotes(document, Q) == ["Hur många ungdomar fick feriejobb sommaren 2021?"]
    (question,) = acts(document, Q)
    assert question.span.page == 2
    assert by(question) == ["Marika Lindeqvist (V)"]
    assert acts(document, A)[0].reply_to == question.id


def test_members_who_ask_in_the_debate() -> None:
    document = minutes("Roland Sjöstrand (SD) undrar vad det kostar. Förvaltningschefen svarar att det utreds.")
    assert quotes(document, Q) == ["Roland Sjöstrand (SD) undrar vad det kostar."]
    (reply,) = acts(document, A)
    assert (by(reply), to(reply)) == (["Förvaltningschefen"], ["Roland Sjöstrand (SD)"])


def test_a_question_that_nobody_answers_has_no_answer() -> None:
    document = minutes("Gunilla Fredin (C) frågar varför kontrollen uteblev. Ordföranden tackar för debatten.")
    assert len(acts(document, Q)) == 1
    assert not acts(document, A)


def test_unions_act_as_parties_do() -> None:
    document = union(
        "Vision frågade hur ensamarbete nattetid hanteras.\n\nFörvaltningen svarade att huvudregeln är två per pass.\n\n"
        "Kommunal yrkar att alla handledare får personlarm.\n\nSveriges Lärare framförde att lönen halkar efter."
    )
    (question,), (reply,) = acts(document, Q), acts(document, A)
    assert by(question) == ["Vision"]
    assert (by(reply), to(reply), reply.reply_to) == (["Förvaltningen"], ["Vision"], question.id)
    assert [by(m) for m in acts(document, ActKind.MOTION)] == [["Kommunal"]]
    assert [by(i) for i in acts(document, ActKind.INFORMATION)] == [["Sveriges Lärare"]]


def test_two_unions_ask_together_and_the_question_follows() -> None:
    document = union("Vision och Kommunal efterfrågar besked om platserna. Får fler än två delta?")
    assert [by(q) for q in acts(document, Q)] == [["Vision", "Kommunal"]]
    assert quotes(document, Q)[0].endswith("Får fler än två delta?")


def test_pairs_with_svar() -> None:
    document = union(
        "Vision frågade om larm.\n\nFörvaltningen svarade att larm köps in.\n\nBILAGA 1\n\n"
        "Frågor från SACO till budgetunderlaget\n\nVad kostade flytten?\n\nSVAR: Flytten kostade 2 140 tkr.\n\n"
        "Varför saknas övertid?\n\nSVAR: Den kunde inte tas fram."
    )
    assert quotes(document, Q)[1:] == ["Vad kostade flytten?", "Varför saknas övertid?"]
    assert quotes(document, A)[1:] == ["Flytten kostade 2 140 tkr.", "Den kunde inte tas fram."]
    for question, reply in zip(acts(document, Q)[1:], acts(document, A)[1:], strict=True):
        assert reply.reply_to == question.id
        assert (by(question), to(reply)) == (["SACO"], ["SACO"])
        assert by(reply) == ["Förvaltningen"]


def test_what_a_submitted_paper_asks_belongs_to_its_writers() -> None:
    document = paper(
        "§ 12\n\nSvar på skrivelse om uppföljning\n\nBeslut\n\nNämnden hänvisar till tjänsteutlåtandet.\n\nÄrendet\n\n"
        "En skrivelse har inkommit till nämnden från Anna Ek (M) och Bo Ask (L).\n\n"
        "Skrivelseställarna önskar en redovisning av hur resultatet följs upp."
    )
    assert [by(q) for q in acts(document, Q)] == [["Anna Ek (M)", "Bo Ask (L)"]]


def test_a_question_never_runs_over_other_acts() -> None:
    document = union(
        "SACO frågade om lokalerna.\n\nBILAGA 1\n\nFrågor från SACO\n\nNär flyttar vi?\n\nSVAR: I maj.\n\n"
        "SACO ställer frågan då det enligt förslaget är oklart.\n\nUnderlag för budget\n\nHur mycket kostar det?\n\n"
        "SVAR: Två miljoner."
    )
    assert quotes(document, Q) == ["SACO frågade om lokalerna.", "När flyttar vi?", "Hur mycket kostar det?"]
    assert quotes(document, A) == ["I maj.", "Två miljoner."]
    assert [by(q) for q in acts(document, Q)] == [["SACO"]] * 3


def test_who_speaks_by_office_is_the_person_who_holds_it() -> None:
    document = union(
        "Förvaltningschefen informerade om budgeten.\n\nVision undrade vad som händer. Förvaltningschefen svarade att inget är klart."
    )
    assert by(acts(document, ActKind.INFORMATION)[0]) == ["Ulrika Näslund"]
    assert by(acts(document, A)[0]) == ["Ulrika Näslund"]


def test_an_answer_without_a_question_stands_alone() -> None:
    document = union("Vision lyfte att det är kallt i lokalen.\n\nFörvaltningen svarade att felet är anmält.")
    (reply,) = acts(document, A)
    assert (by(reply), reply.reply_to) == (["Förvaltningen"], None)


def test_what_an_appendix_says_was_not_told_at_the_meeting() -> None:
    document = union("Inget.\n\nBILAGA 2\n\nFörvaltningen påtalar på sidan 41 att det är brist på lärare.")
    assert not acts(document, ActKind.INFORMATION)


def test_several_questions_behind_an_announcement() -> None:
    document = minutes(
        "Eva Sandelin (L) ställer följande frågor:\n\n1. När öppnar badet?\n2. Vad kostar det?\n\nOrdföranden tackar."
    )
    assert quotes(document, Q) == ["När öppnar badet?", "Vad kostar det?"]


def test_those_named_in_a_question_did_not_ask_it() -> None:
    document = minutes("Eva Sandelin (L) ställer en fråga som lyder: Vad tänker kommunalrådet Bo Ask (M) göra?")
    assert [by(q) for q in acts(document, Q)] == [["Eva Sandelin (L)"]]


def test_a_list_of_letters_is_no_answer() -> None:
    document = minutes(
        "Ärendet återremitteras till nämnden som får i uppdrag att:\n\na. bedöma nivån\nb. redovisa följderna"
    )
    assert not acts(document, A)
    assert not acts(document, Q)


def test_a_sentence_torn_by_a_lost_page_break() -> None:
    document = union(
        "Vision frågade om dialogen.\n\nFörvaltningen svarade att den pågår med Lärarförbundet, SSR och\n\nSACO. Den fortsätter."
    )
    assert quotes(document, A) == [
        "Förvaltningen svarade att den pågår med Lärarförbundet, SSR och SACO. Den fortsätter."
    ]


def test_what_is_told_goes_on_to_the_end_of_the_telling() -> None:
    document = minutes(
        "Rektor Anneli Skoog informerar om kön. Den 15 augusti stod 88 personer i kö. Fler platser söks.\n\n"
        "Gunilla Fredin (C) frågar när kursen startar."
    )
    assert quotes(document, ActKind.INFORMATION) == [
        "Rektor Anneli Skoog informerar om kön. Den 15 augusti stod 88 personer i kö. Fler platser söks."
    ]
    assert quotes(document, Q) == ["Gunilla Fredin (C) frågar när kursen startar."]


def test_what_is_told_in_points() -> None:
    document = minutes(
        "Skolchef Peter Almroth lämnar information om följande.\n\n"
        "• Läget i skolorna. Ingen skola har varit stängd.\n\n• Rekryteringen av en rektor.\n\n"
        "Tove Granath (MP) frågar vad det kostar."
    )
    (told,) = quotes(document, ActKind.INFORMATION)
    assert told.startswith("Skolchef Peter Almroth")
    assert told.endswith("Rekryteringen av en rektor.")


def test_guests_named_nowhere_else_inform() -> None:
    document = minutes("Peter Grön och Tea Brus, Tallhamra Hamn AB, lämnar en information om kajen.")
    (told,) = acts(document, ActKind.INFORMATION)
    assert by(told) == ["Peter Grön", "Tea Brus"]


def test_hon_goes_on_about_the_one_who_spoke() -> None:
    document = minutes(
        "Jonas Berglind (M) besvarar frågan.\n\nMarika Lind (V) tackar för svaret. Hon påpekar att lokalerna sägs upp "
        "innan någon tidplan finns för flytten till de nya lokalerna vid torget, och undrar vad som händer då.\n\n"
        "Jonas Berglind (M) svarar att nämnden sammanträder i augusti."
    )
    (question,) = acts(document, Q)
    assert (by(question), to(question)) == (["Marika Lind (V)"], ["Jonas Berglind (M)"])
    assert acts(document, A)[-1].reply_to == question.id


def test_a_question_is_put_to_the_one_it_names_and_who_answers_it() -> None:
    document = minutes(
        "Eva Sandelin (L) ställer en fråga som lyder: Hur ska du, Jonas Berglind, minska kön?\n\n"
        "Nämndens ordförande Jonas Berglind (M) besvarar frågan."
    )
    assert to(acts(document, Q)[0]) == ["Jonas Berglind (M)"]


def test_the_answer_to_what_a_union_brought_up_is_to_the_union() -> None:
    document = union(
        "Vision lyfte att det är kallt i verkstaden.\n\nUlrika Näslund svarade att felet är anmält till hyresvärden."
    )
    assert to(acts(document, A)[0]) == ["Vision"]


def test_a_labelled_answer_below_a_question_without_a_mark() -> None:
    document = minutes(
        "Inga frågor.",
        "\nBilaga 1\n\nFrågor från personalen\n\nVision frågar vem som är samordnare.\n\nSVAR: Det är inte klart.\n",
    )
    assert quotes(document, A) == ["Det är inte klart."]
    assert to(acts(document, A)[0]) == ["Vision"]


def test_the_writer_of_an_email_answers_what_was_asked() -> None:
    document = paper(
        "Från: Anna-Karin Dahl <anna@tallhamra.example>\nTill: Ledamöterna <alla@tallhamra.example>\n"
        "Datum: 2024-02-19\nÄmne: Veckobrev\n\nHej!\nMötet hålls i Kulturhuset som vanligt.\n"
        "Per Sandelin frågade om elverken provkörs. Svaret är ja, varje månad.\n\nHälsningar\nAnna-Karin Dahl\n",
        file_format="eml",
    )
    (answer,) = acts(document, A)
    assert (by(answer), to(answer)) == (["Anna-Karin Dahl"], ["Per Sandelin"])
    assert document.quote(answer.span).split() == ["Svaret", "är", "ja,", "varje", "månad."]


def test_an_answer_that_names_the_administration_behind_its_verb() -> None:
    for words, who in (
        ("I sitt svar på skrivelsen redogör fritidsförvaltningen för att", "fritidsförvaltningen"),
        ("I sitt svar redovisar förvaltningen att", "Förvaltningen"),
    ):
        document = paper(
            "Tallhamra kommun\nFritidsnämnden, protokollsutdrag\nSammanträdesdatum: 2023-03-27\n\n§ 53\n\n"
            "Svar på skrivelse om badet\nFRI 2023/0041\n\nBeslut\n\nSvaret godkänns.\n\nÄrendet\n\n"
            "En skrivelse om badet har inkommit till fritidsnämnden från Anna Ek (M) och Bo Ask (L).\n\n"
            "Skrivelseställarna önskar en redovisning av hur badet sköts. Vidare efterfrågas en redovisning av kostnaden."
            f"\n\n{words} badet sköts av två personer. Kostnaden är oförändrad."
        )
        (reply,) = acts(document, A)
        assert by(reply) == [who]
        assert to(reply) == ["Anna Ek (M)", "Bo Ask (L)"]
        assert reply.reply_to == acts(document, Q)[0].id
        assert quotes(document, A)[0].endswith("Kostnaden är oförändrad.")


def test_the_verb_before_the_one_who_asks() -> None:
    document = minutes("Vidare ställer Eva Sandelin (L) en fråga om vad skötseln av badet har kostat.")
    (question,) = acts(document, Q)
    assert by(question) == ["Eva Sandelin (L)"]


APPENDIX = "\n§ 54\n\nAvslutning\n\nOrdföranden tackar.\n\nBilaga 1\n\nSkriftliga frågor 2023-03-27\n\n"


def test_a_heading_says_who_asks_whom() -> None:
    document = minutes(
        f"Frågorna finns i bilaga 1.\n{APPENDIX}Nr 2023:42\nFråga av Eva Ek (M) till kommunalrådet Bo Ask (S) om\n"
        "väktare på torget\nHur länge gäller avtalet?\nSvar: Till den 30 april 2026. Kostnaden är 2 mnkr per år.\n\n"
        "Skriftlig fråga från Lena Lo (V) till kommunalrådet Kim Dahl (MP) om bussen\nNär går bussen?\n"
        "Svar av nämndens ordförande Stig Roth (C): Klockan åtta.\n"
    )
    assert quotes(document, Q) == ["Hur länge gäller avtalet?", "När går bussen?"]
    assert [(by(q), to(q)) for q in acts(document, Q)] == [
        (["Eva Ek (M)"], ["Bo Ask (S)"]),
        (["Lena Lo (V)"], ["Kim Dahl (MP)"]),
    ]
    assert [(by(a), to(a)) for a in acts(document, A)] == [
        (["Bo Ask (S)"], ["Eva Ek (M)"]),
        (["Stig Roth (C)"], ["Lena Lo (V)"]),
    ]


def test_what_says_when_the_answer_comes_is_no_answer() -> None:
    heading = "Fråga av Eva Ek (M) till kommunalrådet Bo Ask (S) om"
    document = minutes(
        f"Frågorna finns i bilaga 1.\n{APPENDIX}{heading} väktare\nVad kostar de?\nSvar: Frågan besvaras vid nästa sammanträde.\n\n"
        f"{heading} bussen\nNär går den?\nSvar: Svar lämnas skriftligt senare.\n\n{heading} vägen\nVart går den?\n"
        f"Svar: Frågan besvaras muntligt\n\n{heading} bron\nFrågan har återtagits.\n\n{heading} torget\nHur stort är det?\n\n"
        f"{heading} parken\nÄr den öppen?\nSvar: Frågan besvaras med ja.\n"
    )
    assert [by(q) for q in acts(document, Q)] == [["Eva Ek (M)"]] * 5
    assert quotes(document, Q)[3] == "Hur stort är det?"
    assert quotes(document, A) == ["Frågan besvaras med ja."]


def test_unions_ask_and_the_employer_answers_under_labels() -> None:
    document = union(
        "Fråga från Vision: Antalet tillbud var 37. Hur många var de förra året?\nArbetsgivarens svar: Det var 22.\n"
        "Fråga från Kommunal: Vem planerar?\nArbetsgivarens svar: En av tjänsterna återbesätts.\n"
    )
    assert [by(q) for q in acts(document, Q)] == [["Vision"], ["Kommunal"]]
    assert [(by(a), to(a)) for a in acts(document, A)] == [
        (["Arbetsgivaren"], ["Vision"]),
        (["Arbetsgivaren"], ["Kommunal"]),
    ]
    assert quotes(document, Q)[0].startswith("Antalet tillbud")


def test_a_labelled_answer_tells_whose_it_is() -> None:
    document = minutes(
        "Fråga 1. Eva Ek (KD) frågar trafiknämndens ordförande Bo Ask (M) varför bron är avstängd.\n"
        "Svar: Bo Ask svarar att två balkar är rostiga. Nya är beställda.\n"
    )
    (question,), (reply,) = acts(document, Q), acts(document, A)
    assert (by(question), to(question)) == (["Eva Ek (KD)"], ["Bo Ask (M)"])
    assert (by(reply), to(reply)) == (["Bo Ask (M)"], ["Eva Ek (KD)"])


def test_indented_answers_below_the_questions_of_unions() -> None:
    document = union(
        "Vision frågar varför de boende inte erbjuds plats på Granen, där sju lägenheter\nstår tomma.\n"
        " Svar: Avståndet är 38 kilometer och anhöriga har sagt nej i förfrågan.\n"
        "Kommunal frågar vem som har ansvaret under själva flyttdagen i höst.\n"
        " Svar: En chef utses. Däremot kan arbetstidsmåttet ändras för dem som\n i dag har ständig natt.\n"
        "Vision påpekar att schemat saknas.\n Svar: Det tas fram i höst.\n"
    )
    asked, answered = acts(document, Q), acts(document, A)
    assert [by(q) for q in asked] == [["Vision"], ["Kommunal"], ["Vision"]]
    assert [a.reply_to for a in answered] == [q.id for q in asked]
    assert [by(a) for a in answered] == [["Arbetsgivaren"]] * 3
    assert quotes(document, A)[0].endswith("förfrågan.")
    assert quotes(document, A)[1].endswith("natt.")


def test_a_question_and_an_answer_behind_names_and_colons() -> None:
    document = minutes(
        "Eva Sandelin (L) till Joakim Lilja (S): När öppnar badet?\n\nJoakim Lilja (S): Det öppnar i maj. Taket är lagat.\n\n"
        "Bo Ask (V) till Joakim Lilja (S): Vad kostade taket?\n\nJoakim Lilja (S) säger att räkningen inte har kommit."
    )
    assert [(by(q), to(q)) for q in acts(document, Q)] == [
        (["Eva Sandelin (L)"], ["Joakim Lilja (S)"]),
        (["Bo Ask (V)"], ["Joakim Lilja (S)"]),
    ]
    first, second = acts(document, A)
    assert document.quote(first.span).endswith("Taket är lagat.")
    assert [first.reply_to, second.reply_to] == [q.id for q in acts(document, Q)]


def test_in_one_paragraph_each_takes_the_floor_in_turn() -> None:
    document = minutes(
        "Eva Sandelin (L) frågar Joakim Lilja (S) om vägarna: hur många är avstängda i dag? Joakim Lilja (S) säger att det är sju. "
        "Bo Ask (V) frågar när fiskarna får sin ismaskin."
    )
    assert quotes(document, Q) == ["hur många är avstängda i dag?", "Bo Ask (V) frågar när fiskarna får sin ismaskin."]
    assert quotes(document, A) == ["Joakim Lilja (S) säger att det är sju."]


def test_all_points_of_an_announced_list_are_asked() -> None:
    document = minutes(
        "Eva Sandelin (L) har väckt ett initiativ och ställer följande frågor till nämnden:\n"
        "• varför duschen tagits bort\n• om trampolinen har godkänts\n• hur ofta sopkärlen töms"
    )
    assert quotes(document, Q) == [
        "varför duschen tagits bort", "om trampolinen har godkänts", "hur ofta sopkärlen töms",
    ]  # fmt: skip
    assert {tuple(by(q)) for q in acts(document, Q)} == {("Eva Sandelin (L)",)}


def test_one_who_asks_without_a_name_is_told_as_the_minutes_do() -> None:
    document = minutes("En besökare från Tallvik vill veta hur mycket vatten som såldes i somras.")
    assert by(acts(document, Q)[0]) == ["En besökare från Tallvik"]


def test_what_is_asked_below_a_decision_is_not_decided() -> None:
    document = minutes(
        "Förbudet antas.\n\n§ 54\n\nBevattning\n\nBeslut\n\n1. Bevattning är förbjuden från den 1 maj.\n"
        "2. Kanna får användas.\nEva Sandelin (L) undrar om gräsplanen undantas. Joakim Lilja (S) svarar att den inte gör det."
    )
    assert quotes(document, ActKind.DECISION)[-1] == "Bevattning är förbjuden från den 1 maj. 2. Kanna får användas."
    assert quotes(document, Q) == ["Eva Sandelin (L) undrar om gräsplanen undantas."]
    assert quotes(document, A) == ["Joakim Lilja (S) svarar att den inte gör det."]


def test_the_questions_of_an_initiative_that_minutes_repeat() -> None:
    document = minutes(
        "Eva Sandelin (L) har lämnat in följande initiativ: Biblioteket har obemannade timmar. Jag vill att nämnden får svar på:\n"
        "• vilka tider som är obemannade\n• hur många lån som har gjorts"
    )
    assert quotes(document, Q) == ["vilka tider som är obemannade", "hur många lån som har gjorts"]
    assert {tuple(by(act)) for act in acts(document, Q)} == {("Eva Sandelin (L)",)}


def test_what_another_asks_or_moves_right_behind_a_question_is_no_answer() -> None:
    document = minutes(
        "Eva Sandelin (L) frågar hur arbetet går. Bo Ask (M) undrar vad förvaltningen säger om kostnaden.\n\n"
        "Eva Sandelin (L) frågar när taket blir klart. Bo Ask (M): avslag på förslaget."
    )
    assert len(quotes(document, Q)) == 3
    assert acts(document, A) == []


def test_a_heading_that_names_both_asks_nothing_more() -> None:
    document = minutes(
        "Fråga från Eva Sandelin (L) till Joakim Lilja (S):\n\nEva Sandelin (L) ställer en fråga som lyder:\n\nNär öppnar badet?"
    )
    assert quotes(document, Q) == ["När öppnar badet?"]

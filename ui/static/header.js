// The language of the page is told to the browser, for screen readers and hyphenation.
const tell = () => {
  document.documentElement.lang = props.language;
  document.title = props.name;
};
// The choice outlives the visit; the server reads it when the page is loaded again.
const remember = () => {
  document.cookie = `lang=${props.language}; path=/; max-age=31536000; samesite=lax`;
};
tell();
watch("language", () => {
  tell();
  remember();
});

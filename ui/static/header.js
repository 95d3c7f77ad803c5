// The language of the page is told to the browser, for screen readers and hyphenation.
const tell = () => {
  document.documentElement.lang = props.language;
  document.title = props.name;
};
tell();
watch("language", tell);

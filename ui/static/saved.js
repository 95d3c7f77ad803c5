// A file that the server made is saved by the browser: no new tab, and nothing stays on the server.
watch("stamp", () => {
  if (!props.stamp) return;
  const bytes = Uint8Array.from(atob(props.content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: props.kind }));
  const link = document.createElement("a");
  link.href = address;
  link.download = props.file;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  const live = document.getElementById("live");
  if (live) live.textContent = props.told;
});

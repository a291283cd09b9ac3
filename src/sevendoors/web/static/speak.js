// Speaking instead of typing, where the browser can hear; its maker may then hear it too.
const button = document.querySelector("[data-speak]");
const field = document.getElementById("reply");
const said = document.querySelector("[data-speak-said]");
const Hears = window.SpeechRecognition ?? window.webkitSpeechRecognition;

if (button && field && Hears) {
  const ears = new Hears();
  ears.lang = document.documentElement.lang;
  ears.interimResults = false;
  let on = false;
  button.hidden = false;
  said.textContent = "Your browser may send your voice to its maker.";
  button.addEventListener("click", () => (on ? ears.stop() : ears.start()));
  ears.addEventListener("start", () => {
    on = true;
    button.textContent = "Stop";
  });
  ears.addEventListener("end", () => {
    on = false;
    button.textContent = "Speak";
  });
  ears.addEventListener("error", () => { said.textContent = "Nothing was heard; type it instead."; });
  ears.addEventListener("result", (event) => {
    const words = event.results[event.results.length - 1][0].transcript;
    field.value = `${field.value} ${words}`.trim();
  });
}

/* Gradio closes its stream of results as soon as none is awaited. The result of what is sent at that
   very moment waits until the stream is opened again, by the next event. So an empty one follows. */
const ECHO_MS = 1500;
let echo = 0;

function send(event, data) {
  trigger(event, data);
  clearTimeout(echo);
  echo = setTimeout(() => trigger("echo"), ECHO_MS);
}

import { heightIn } from "./height-message.ts";

/**
 * `/widget.js`: what a hotel pastes into its page, as one line where the widget is to stand:
 * `<script src="https://…/widget.js" data-hotel="grand-hotel" async></script>`.
 * It adds a frame after itself and fits its height to the content; it reads and sends nothing else.
 */

/** Until the content says how tall it is. */
const firstHeight = 600;

const hotelShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function makeFrame(origin: string, hotel: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.src = `${origin}/widget/${hotel}`;
  frame.title = "Experiences to book";
  // By properties: a hotel's own policy may forbid style attributes.
  Object.assign(frame.style, {
    display: "block",
    width: "100%",
    height: `${firstHeight}px`,
    border: "0",
    colorScheme: "light",
  });
  return frame;
}

function embed(script: HTMLScriptElement): void {
  const hotel = script.dataset.hotel ?? "";
  if (!hotelShape.test(hotel)) {
    console.error('widget.js: say which hotel this is, like data-hotel="grand-hotel"');
    return;
  }
  const { origin } = new URL(script.src);
  const frame = makeFrame(origin, hotel);
  window.addEventListener("message", (event: MessageEvent) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    const height = heightIn(event.data);
    if (height !== undefined) frame.style.height = `${height}px`;
  });
  // A script in the head has no place of its own: then the widget ends the page.
  if (document.head.contains(script)) document.body.append(frame);
  else script.after(frame);
}

if (document.currentScript instanceof HTMLScriptElement) embed(document.currentScript);

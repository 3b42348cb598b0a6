import type { HeightMessage } from "./height-message.ts";

/** Tells the page around this one how tall the content is, now and whenever that changes. */
export function reportHeight(): void {
  if (window.parent === window) return;
  const report = () => {
    const { height } = document.body.getBoundingClientRect();
    const message: HeightMessage = { type: "twogate:height", height };
    // To anybody: only the hotel's site can frame this page, and a height is no secret.
    window.parent.postMessage(message, "*");
  };
  new ResizeObserver(report).observe(document.body);
}

import type { PublicIntent } from "./stripe-api.ts";

const STYLE = `
  dialog { font: 1rem/1.5 system-ui, sans-serif; color: #1f2733; background: #fff; border: 0; border-radius: 12px; padding: 24px; width: min(360px, calc(100vw - 32px)); box-sizing: border-box; box-shadow: 0 12px 48px #0005; }
  dialog::backdrop { background: #0b1020aa; }
  h2 { font-size: 1.2rem; margin: 0 0 8px; }
  p { margin: 0 0 16px; }
  button { display: block; width: 100%; font: inherit; font-weight: 600; min-height: 44px; margin-top: 8px; border-radius: 8px; border: 1px solid #0a5bb8; background: #0a5bb8; color: #fff; cursor: pointer; }
  button.second { background: #fff; color: #0a5bb8; }
  button:focus-visible { outline: 3px solid #8fc1ff; outline-offset: 2px; }
`;

/** The bank's 3-D Secure prompt over the page. Closing it fails the authentication, as at Stripe. */
export function askForAuthentication(intent: PublicIntent): Promise<"complete" | "fail"> {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  root.adoptedStyleSheets = [style];
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "title");
  const title = document.createElement("h2");
  title.id = "title";
  title.textContent = "3-D Secure test page";
  const text = document.createElement("p");
  const amount = new Intl.NumberFormat(undefined, {
    style: "currency",
    currency: intent.currency.toUpperCase(),
  }).format(intent.amount / 100);
  text.textContent = `Your bank asks you to confirm the payment of ${amount}.`;
  const complete = document.createElement("button");
  complete.textContent = "Complete authentication";
  const fail = document.createElement("button");
  fail.textContent = "Fail authentication";
  fail.className = "second";
  dialog.append(title, text, complete, fail);
  root.append(dialog);
  document.body.append(host);
  return new Promise((resolve) => {
    complete.addEventListener("click", () => dialog.close("complete"));
    fail.addEventListener("click", () => dialog.close("fail"));
    dialog.addEventListener("close", () => {
      host.remove();
      resolve(dialog.returnValue === "complete" ? "complete" : "fail");
    });
    dialog.showModal();
    complete.focus();
  });
}

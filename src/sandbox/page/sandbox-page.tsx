import { renderToString } from "preact-render-to-string";
import type { SandboxState } from "../state.ts";
import { Calendars } from "./calendars.tsx";
import { Faults } from "./faults.tsx";
import { Inbox } from "./inbox.tsx";
import { INBOX_STYLE } from "./inbox-style.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { Payments } from "./payments.tsx";
import { PHONE_STYLE } from "./phone-style.ts";

/** The `/sandbox` page: what the vendors know, and switches to steer them. */
export function sandboxPage(state: SandboxState, timeZone: string): string {
  const { messages, faults, stripe, google } = state;
  const events = Object.values(google.calendars).flat();
  const standing = events.filter(({ status }) => status !== "cancelled");
  const sections: [id: string, title: string, count: number][] = [
    ["inbox", "Inbox", messages.length],
    ["payments", "Payments", stripe.paymentIntents.length],
    ["calendars", "Calendars", standing.length],
    ["faults", "Faults", faults.length],
  ];
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sandbox</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLE + PHONE_STYLE + INBOX_STYLE }} />
        <script src="/sandbox/page.js" defer />
      </head>
      <body>
        <header>
          <div class="bar">
            <h1>Sandbox</h1>
            <a href="/sandbox/emails">All emails</a>
            <a href="/">The site</a>
            <button
              type="button"
              class="quiet danger"
              data-method="POST"
              data-path="/sandbox/reset"
              data-confirm="Forget every payment, event, message and fault?"
            >
              Reset
            </button>
          </div>
          <nav id="counts" data-live aria-label="Sections">
            {sections.map(([id, title, count]) => (
              <a href={`#${id}`}>
                {title} <span class="count">{count}</span>
              </a>
            ))}
          </nav>
        </header>
        <main>
          <p id="said" role="status" />
          <Inbox messages={messages} timeZone={timeZone} />
          <Payments stripe={stripe} timeZone={timeZone} />
          <Calendars calendars={google.calendars} timeZone={timeZone} />
          <Faults faults={faults} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(page)}`;
}

import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Mailbox } from "../../messages/email.ts";
import type { SupplierLanguage } from "../../messages/session-facts.ts";
import { answerRoute, type Route } from "../routes.ts";
import { EMAIL_PREVIEWS, type EmailPreview } from "./email-previews.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { PHONE_STYLE } from "./phone-style.ts";
import { TEXT_PREVIEWS, type TextPreview } from "./text-previews.ts";

const GROUPS = ["Experiences", "Rooms", "Services", "Staff"] as const;
const LANGUAGE_NAMES: Record<SupplierLanguage, string> = { en: "English", it: "Italiano" };

/** A phone's width; the message scrolls inside, as it does in a mail client. */
const PREVIEW_STYLE = `
  .bar { padding-bottom: .5rem; }
  h1 a { color: inherit; }
  .preview { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22.5rem), 1fr)); align-items: start; }
  .preview > * { min-width: 0; }
  .preview iframe { display: block; width: 100%; max-width: 24.4rem; height: 85vh; }
  .preview pre { max-height: 85vh; overflow: auto; margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
  .phone { max-width: 22.5rem; margin: 0 0 1rem; }
`;

const ROUTES: readonly Route[] = [
  { method: "GET", path: "", handle: () => page("Emails", [...listOfEmails(), listOfTexts()]) },
  {
    method: "GET",
    path: "/:template",
    handle: (request, { template }) => {
      const text = TEXT_PREVIEWS.find((one) => one.template === template);
      if (text !== undefined) return page(text.template, <Text preview={text} />);
      const preview = EMAIL_PREVIEWS.find((one) => one.template === template);
      if (preview === undefined) return noSuchEmail();
      const wanted = new URL(request.url).searchParams.get("language") ?? "en";
      const language = preview.languages.find((one) => one === wanted);
      if (language === undefined) return noSuchEmail();
      return page(preview.template, <Preview preview={preview} language={language} />);
    },
  },
];

/**
 * `/sandbox/emails`: every email that the product can send, as HTML and text, and every WhatsApp
 * message, from made-up facts.
 */
export async function emailPages(request: Request): Promise<Response> {
  return (await answerRoute(ROUTES, "/sandbox/emails", request)) ?? noSuchEmail();
}

function noSuchEmail(): Response {
  const title = "No such email: /sandbox/emails lists those there are, with their languages";
  return Response.json({ title, status: 404 }, { status: 404 });
}

function listOfEmails() {
  return GROUPS.map((group) => (
    <section key={group}>
      <h2>{group}</h2>
      <div class="card">
        <ul class="plain">
          {EMAIL_PREVIEWS.filter((preview) => preview.group === group).map((preview) => (
            <li key={preview.template}>
              <div>
                <a href={`/sandbox/emails/${preview.template}`}>{preview.template}</a>
                <span class="meta">{preview.render("en").subject}</span>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  ));
}

function listOfTexts() {
  return (
    <section key="WhatsApp">
      <h2>WhatsApp</h2>
      <div class="card">
        <ul class="plain">
          {TEXT_PREVIEWS.map(({ template, text }) => (
            <li key={template}>
              <div>
                <a href={`/sandbox/emails/${template}`}>{template}</a>
                <span class="meta">{text.split("\n", 1)[0]}</span>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** In the words that we suggest for the template, and what is sent: its variables. */
function Text({ preview: { to, text, values } }: { preview: TextPreview }) {
  return (
    <section>
      <h2>WhatsApp to {to}</h2>
      <div class="phone">
        <p class="bubble">{text}</p>
      </div>
      <h3>Variables</h3>
      <dl>
        {Object.entries(values).map(([name, value]) => (
          <>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Preview({ preview, language }: { preview: EmailPreview; language: SupplierLanguage }) {
  const email = preview.render(language);
  const { template, languages } = preview;
  return (
    <section>
      <h2>{email.subject}</h2>
      <dl>
        <dt>From</dt>
        <dd>{mailboxInWords(email.from)}</dd>
        <dt>To</dt>
        <dd>{mailboxInWords(email.to)}</dd>
        <dt>Reply to</dt>
        <dd>{mailboxInWords(email.replyTo)}</dd>
        {email.attachments.map(({ filename, content }) => (
          <>
            <dt>Attached</dt>
            <dd>
              <details>
                <summary>{filename}</summary>
                <pre>{content}</pre>
              </details>
            </dd>
          </>
        ))}
      </dl>
      {languages.length > 1 ? (
        <p class="row">
          {languages.map((one) => (
            <a
              key={one}
              href={`/sandbox/emails/${template}?language=${one}`}
              lang={one}
              aria-current={one === language ? "page" : undefined}
            >
              {LANGUAGE_NAMES[one]}
            </a>
          ))}
        </p>
      ) : null}
      <div class="preview">
        <iframe title={`Email: ${email.subject}`} sandbox="" srcdoc={email.html} />
        <pre>{email.text}</pre>
      </div>
    </section>
  );
}

function mailboxInWords({ email, name }: Mailbox): string {
  return name ? `${name} <${email}>` : email;
}

function page(title: string, children: ComponentChildren): Response {
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Sandbox`}</title>
        <link rel="icon" href="data:," />
        <style
          dangerouslySetInnerHTML={{ __html: `${PAGE_STYLE}${PHONE_STYLE}${PREVIEW_STYLE}` }}
        />
      </head>
      <body>
        <header>
          <div class="bar">
            <h1>{title === "Emails" ? title : <a href="/sandbox/emails">Emails</a>}</h1>
            <a href="/sandbox">Sandbox</a>
          </div>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return new Response(`<!doctype html>${renderToString(document)}`, { headers });
}

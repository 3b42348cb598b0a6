import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { PublicCatalogue } from "../catalogue/public-view.ts";
import { sayZone } from "./room-words.ts";

export interface PageFrame {
  /** Shown in the tab before the venue's name. */
  title: string;
  description: string;
  operator: PublicCatalogue["operator"];
  /** Browser scripts of this page, as paths under /assets/. */
  scripts?: string[];
  /** Plain data for those scripts, readable by everyone who can read the page. */
  pageData?: unknown;
  /** Keeps the page out of search engines and its address out of `Referer`. */
  isPrivate?: boolean;
  children: ComponentChildren;
}

/** JSON that cannot close the script element it stands in. */
const scriptJson = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c");

function Head({ title, description, operator, scripts = [], isPrivate }: PageFrame): VNode {
  const fullTitle = title === operator.name ? title : `${title} · ${operator.name}`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{fullTitle}</title>
      <meta name="description" content={description} />
      <meta name="color-scheme" content="light" />
      <meta name="theme-color" content="#231b16" />
      {isPrivate ? <meta name="robots" content="noindex" /> : null}
      {isPrivate ? <meta name="referrer" content="no-referrer" /> : null}
      <meta property="og:title" content={fullTitle} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={operator.name} />
      <meta property="og:locale" content="en_CA" />
      <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      <link
        rel="preload"
        href="/assets/fonts/league-gothic.woff2"
        as="font"
        type="font/woff2"
        crossorigin="anonymous"
      />
      <link rel="stylesheet" href="/assets/styles.css" />
      {scripts.map((path) => (
        <script key={path} type="module" src={path} />
      ))}
    </head>
  );
}

function Masthead({ operator }: Pick<PageFrame, "operator">): VNode {
  return (
    <header class="masthead">
      <div class="masthead-inner">
        <a class="brand" href="/">
          {operator.name}
        </a>
        <nav aria-label="Main">
          <a href="/#rooms">Rooms</a>
          <a href="/#visit">Visit</a>
        </nav>
      </div>
    </header>
  );
}

function Footer({ operator }: Pick<PageFrame, "operator">): VNode {
  return (
    <footer class="footer" id="visit">
      <div class="footer-inner">
        <div>
          <p class="footer-name">{operator.name}</p>
          <address>{operator.address}</address>
        </div>
        <div>
          <p>Questions, access needs, something out of the ordinary? A person answers.</p>
          <p>
            <a href={`mailto:${operator.email}`}>{operator.email}</a>
            {operator.phone === undefined ? null : (
              <>
                <br />
                <a href={`tel:${operator.phone.replace(/[^+\d]/g, "")}`}>{operator.phone}</a>
              </>
            )}
          </p>
          <p class="footer-note">
            All times are {sayZone(operator.timeZone)} time. Prices are in{" "}
            {operator.currency.toUpperCase()}. Cards are handled by Stripe; we never see the number.
          </p>
        </div>
      </div>
    </footer>
  );
}

/** A whole HTML document. Nothing in it runs inline: scripts and styles are files, data is JSON. */
export function renderPage(frame: PageFrame): string {
  const document = (
    <html lang="en-CA">
      <Head {...frame} />
      <body>
        <a class="skip-link" href="#main">
          Skip to the content
        </a>
        <Masthead operator={frame.operator} />
        <main id="main" tabindex={-1}>
          {frame.children}
        </main>
        <Footer operator={frame.operator} />
        {frame.pageData === undefined ? null : (
          <script
            type="application/json"
            id="page-data"
            // Safe: every "<" is escaped.
            dangerouslySetInnerHTML={{ __html: scriptJson(frame.pageData) }}
          />
        )}
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(document)}`;
}

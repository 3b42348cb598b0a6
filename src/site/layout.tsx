import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { PublicCatalogue } from "../catalogue/public-view.ts";
import { sayZone } from "./room-words.ts";

/** Whose page it is, where that is not the venue's own. */
export interface PageBrand {
  /** "#rrggbb"; the venue's colours without one. */
  accent: string | undefined;
  /** Where the name in the head leads. */
  home: string;
  links: { label: string; href: string }[];
  /** The venue through which it is sold, if that is somebody else. */
  venue: string | undefined;
}

export interface PageFrame {
  /** Shown in the tab before the venue's name. */
  title: string;
  description: string;
  operator: PublicCatalogue["operator"];
  /** The language tag of what the page says, where it is not the operator's: its frame still is. */
  locale?: string | undefined;
  brand?: PageBrand | undefined;
  /** Browser scripts of this page, as paths under /assets/. */
  scripts?: string[];
  /** Plain data for those scripts, readable by everyone who can read the page. */
  pageData?: unknown;
  /** Keeps the page out of search engines and its address out of `Referer`. */
  isPrivate?: boolean;
  /** Stands in another site's page: without our own head and foot. */
  isEmbedded?: boolean;
  children: ComponentChildren;
}

/** JSON that cannot close the script element it stands in. */
const scriptJson = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c");

function Head(frame: PageFrame): VNode {
  const { title, description, operator, locale, brand, scripts = [], isPrivate } = frame;
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
      {isPrivate ? <meta name="referrer" content="same-origin" /> : null}
      <meta property="og:title" content={fullTitle} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={operator.name} />
      <meta property="og:locale" content={(locale ?? operator.locale).replace("-", "_")} />
      <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      <link
        rel="preload"
        href="/assets/fonts/league-gothic.woff2"
        as="font"
        type="font/woff2"
        crossorigin="anonymous"
      />
      {/* Neither deferred nor a module: nothing is painted before it. */}
      {brand?.accent === undefined ? null : <script src="/assets/brand.js" />}
      <link rel="stylesheet" href="/assets/styles.css" />
      {scripts.map((path) => (
        <script key={path} type="module" src={path} />
      ))}
    </head>
  );
}

const venueLinks: PageBrand["links"] = [
  { label: "Rooms", href: "/#rooms" },
  { label: "Experiences", href: "/#experiences" },
  { label: "Visit", href: "/#visit" },
];

type Outside = Pick<PageFrame, "operator" | "brand"> & { lang: string | undefined };

function Masthead({ operator, brand, lang }: Outside): VNode {
  const { home, links } = brand ?? { home: "/", links: venueLinks };
  return (
    <header class="masthead" lang={lang}>
      <div class="masthead-inner">
        <a class="brand" href={home}>
          {operator.name}
        </a>
        <nav aria-label="Main">
          {links.map(({ label, href }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

function Footer({ operator, brand, lang }: Outside): VNode {
  return (
    <footer class="footer" id="visit" lang={lang}>
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
            {brand?.venue === undefined ? null : (
              <>
                {" "}
                Sold through <a href="/">{brand.venue}</a>.
              </>
            )}
          </p>
        </div>
      </div>
    </footer>
  );
}

/** A whole HTML document. Nothing in it runs inline: scripts and styles are files, data is JSON. */
export function renderPage(frame: PageFrame): string {
  const frameLang = frame.locale === undefined ? undefined : frame.operator.locale;
  const document = (
    <html lang={frame.locale ?? frame.operator.locale} data-accent={frame.brand?.accent}>
      <Head {...frame} />
      <body class={frame.isEmbedded ? "embedded" : undefined}>
        {frame.isEmbedded ? null : (
          <>
            <a class="skip-link" href="#main" lang={frameLang}>
              Skip to the content
            </a>
            <Masthead operator={frame.operator} brand={frame.brand} lang={frameLang} />
          </>
        )}
        <main id="main" tabindex={-1}>
          {frame.children}
        </main>
        {frame.isEmbedded ? null : (
          <Footer operator={frame.operator} brand={frame.brand} lang={frameLang} />
        )}
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

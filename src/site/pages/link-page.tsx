import type { VNode } from "preact";
import type { PublicCatalogue } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";

/** What stands on every page of a link, in the language of its reader. */
export interface LinkFrame {
  /** The language tag of the page; the operator's without one. */
  locale: string | undefined;
  hint: string;
  questions: string;
  orCall: string;
}

export interface LinkPageProps {
  operator: PublicCatalogue["operator"];
  frame: LinkFrame;
  title: string;
  /** What will happen, or what has happened; each is a paragraph. */
  sentences: string[];
  /** What it is about: "Experience", "Day", "People". */
  details?: { label: string; value: string }[];
  /** The one thing that can be done here. Absent: there is nothing to do, the page is an answer. */
  action?: { label: string; href: string; tone?: "primary" | "danger" };
  /** A way on, below everything else; a button where there is no other. */
  link?: { label: string; href: string };
}

/** A button in a form: only a person's press sends it, no fetch, no preview and no script. */
function Action({
  label,
  href,
  tone,
  hint,
}: NonNullable<LinkPageProps["action"]> & { hint: string }): VNode {
  return (
    <form method="post" action={href} class="link-action">
      <button
        type="submit"
        class={tone === "danger" ? "button button-danger button-wide" : "button button-wide"}
        autofocus
      >
        {label}
      </button>
      <p class="field-hint">{hint}</p>
    </form>
  );
}

/**
 * The page behind every signed link in an email, and the answer after its button: it states what
 * will happen and has at most one button, which has the focus. It has no script at all, so whatever
 * scans emails changes nothing, even when it runs scripts.
 */
export function linkPage(props: LinkPageProps): string {
  const { operator, frame, title, sentences, details = [], action, link } = props;
  return renderPage({
    title,
    description: title,
    operator,
    locale: frame.locale,
    isPrivate: true,
    children: (
      <div class="wrap narrow outcome link-page">
        <h1>{title}</h1>
        <div class="lede">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {details.length === 0 ? null : (
          <dl class="details">
            {details.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {action === undefined ? null : <Action {...action} hint={frame.hint} />}
        {link === undefined ? null : (
          <p>
            <a class={action === undefined ? "button" : undefined} href={link.href}>
              {link.label}
            </a>
          </p>
        )}
        <p class="link-help">
          {frame.questions} <a href={`mailto:${operator.email}`}>{operator.email}</a>
          {operator.phone === undefined ? null : (
            <>
              {" "}
              {frame.orCall} <span class="nowrap">{operator.phone}</span>
            </>
          )}
          .
        </p>
      </div>
    ),
  });
}

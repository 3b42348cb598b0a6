import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { MessageOperator } from "./facts.ts";

/*
 * Mail clients drop style sheets, scripts, grids and web fonts: every style is inline, everything is
 * a block that still reads well without its style, and nothing is loaded from outside.
 */

const INK = "#231b16";
export const SOFT = "#5a4c41";
export const PAPER = "#f4ecdc";
export const CARD = "#fffdf8";
const LINE = "#e4d9c4";
export const ACCENT = "#8c2f1b";
const SANS = "'Helvetica Neue',Helvetica,Arial,sans-serif";
const SERIF = "Georgia,'Times New Roman',serif";

interface MessageFrame {
  operator: MessageOperator;
  /** Shown by inboxes after the subject. */
  preview: string;
  heading: string;
  children: ComponentChildren;
  /** Below the card; guests get the venue's address and how to reach it. */
  footer?: ComponentChildren;
  /** What it is written in; the operator's locale unless said. */
  locale?: string | undefined;
}

/** The frame of every email, as a whole HTML document. All text in it is escaped. */
export function renderMessage(frame: MessageFrame): string {
  return `<!doctype html>${renderToString(<Message {...frame} />)}`;
}

function Message({ operator, preview, heading, children, footer, locale }: MessageFrame): VNode {
  const accent = operator.brand?.accent ?? ACCENT;
  return (
    <html lang={locale ?? operator.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light only" />
        <meta name="supported-color-schemes" content="light only" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{heading}</title>
      </head>
      <body style={`margin:0;padding:0;background:${PAPER};color:${INK}`}>
        <div style="display:none;max-height:0;overflow:hidden">{preview}</div>
        <div
          style={`max-width:600px;margin:0 auto;padding:24px 12px;font:16px/1.5 ${SANS};color:${INK}`}
        >
          <p
            style={`margin:0 0 14px;padding:0 4px;font-size:13px;font-weight:bold;letter-spacing:1.5px;text-transform:uppercase;color:${accent}`}
          >
            {operator.name}
          </p>
          <div
            style={`background:${CARD};border:1px solid ${LINE};border-top:5px solid ${accent};border-radius:6px;padding:26px 22px`}
          >
            <h1
              style={`margin:0 0 14px;font:bold 27px/1.2 ${SERIF};color:${INK};overflow-wrap:anywhere`}
            >
              {heading}
            </h1>
            {children}
          </div>
          <div style={`padding:18px 4px 0;font-size:13px;line-height:1.55;color:${SOFT}`}>
            {footer ?? <VenueFooter operator={operator} />}
          </div>
        </div>
      </body>
    </html>
  );
}

function VenueFooter({ operator }: { operator: MessageOperator }): VNode {
  return (
    <p style="margin:0">
      {operator.name}
      <br />
      {operator.address}
      <br />
      {operator.phone ? `${operator.phone} · ` : ""}
      <a href={`mailto:${operator.email}`} style={`color:${SOFT}`}>
        {operator.email}
      </a>
    </p>
  );
}

/** Running text. */
export function Paragraph({ children }: { children: ComponentChildren }): VNode {
  return <p style="margin:0 0 14px">{children}</p>;
}

/** A titled part of the card, set off by a line. */
export function Section({
  title,
  children,
}: {
  title: string;
  children: ComponentChildren;
}): VNode {
  return (
    <div style={`margin:20px 0 0;padding:16px 0 0;border-top:1px solid ${LINE}`}>
      <h2
        style={`margin:0 0 8px;font:bold 12px/1.4 ${SANS};letter-spacing:1.2px;text-transform:uppercase;color:${SOFT}`}
      >
        {title}
      </h2>
      {children}
    </div>
  );
}

/** Something to read out or copy, such as the booking code. */
export function Code({ label, children }: { label: string; children: string }): VNode {
  return (
    <div style={`margin:4px 0 0;padding:12px 16px;background:${PAPER};border-radius:4px`}>
      <div style={`font-size:13px;color:${SOFT}`}>{label}</div>
      <div style="font:bold 22px/1.35 'SFMono-Regular',Consolas,'Courier New',monospace;letter-spacing:1px;overflow-wrap:anywhere">
        {children}
      </div>
    </div>
  );
}

/** Two texts at the ends of a line; one above the other where a client knows no flex. */
export function Row({
  left,
  right,
  isStrong = false,
}: {
  left: ComponentChildren;
  right: ComponentChildren;
  isStrong?: boolean;
}): VNode {
  const weight = isStrong ? `font-weight:bold;border-top:1px solid ${LINE};margin-top:6px;` : "";
  return (
    <div style={`${weight}display:flex;justify-content:space-between;padding:5px 0`}>
      <div style="padding-right:16px;overflow-wrap:anywhere">{left}</div>
      <div style="white-space:nowrap">{right}</div>
    </div>
  );
}

/** Sentences one under the other. */
export function Sentences({ children }: { children: readonly string[] }): VNode {
  return (
    <>
      {children.map((sentence) => (
        <p key={sentence} style="margin:0 0 6px">
          {sentence}
        </p>
      ))}
    </>
  );
}

/** A link large enough for a thumb. */
export function ButtonLink({
  href,
  operator,
  children,
}: {
  href: string;
  operator: MessageOperator;
  children: string;
}): VNode {
  const accent = operator.brand?.accent ?? ACCENT;
  return (
    <p style="margin:10px 0 0">
      <a
        href={href}
        style={`display:inline-block;padding:12px 20px;border-radius:4px;background:${accent};color:#ffffff;font-weight:bold;text-decoration:none`}
      >
        {children}
      </a>
    </p>
  );
}

/** Text that a person wrote, with its line breaks. */
export function Verbatim({ children }: { children: string }): VNode {
  return <p style="margin:0 0 6px;white-space:pre-line;overflow-wrap:anywhere">{children}</p>;
}

/** A label and what belongs to it. */
export function Labelled({ label, value }: { label: string; value: string }): VNode {
  return (
    <p style="margin:0 0 6px;overflow-wrap:anywhere">
      <span style={`color:${SOFT}`}>{label}:</span> {value}
    </p>
  );
}

import type { ComponentChildren, VNode } from "preact";
import { formatMoney } from "../../domain/money.ts";
import type { MessageOperator } from "../facts.ts";
import {
  ACCENT,
  CARD,
  Code,
  PAPER,
  Paragraph,
  Row,
  renderMessage,
  Section,
  SOFT,
} from "../layout.tsx";
import type { Block, Letter, Link, Part } from "./letter.ts";

/** The letter as a whole HTML document in `locale`. */
export function letterHtml(letter: Letter, operator: MessageOperator, locale: string): string {
  const accent = operator.brand?.accent ?? ACCENT;
  return renderMessage({
    operator,
    locale,
    heading: letter.heading,
    preview: letter.preview,
    children: letter.parts.map((part) => part && partHtml(part, accent)),
  });
}

function partHtml({ title, blocks }: Part, accent: string): ComponentChildren {
  const inside = blocks.map((block) => block && <OneBlock block={block} accent={accent} />);
  return title === undefined ? inside : <Section title={title}>{inside}</Section>;
}

function OneBlock({ block, accent }: { block: Block; accent: string }): VNode {
  if (typeof block === "string") return <Paragraph>{block}</Paragraph>;
  switch (block.kind) {
    case "fact":
      return <Fact {...block} accent={accent} />;
    case "box":
      return block.isCode ? (
        <Code label={block.label}>{block.value}</Code>
      ) : (
        <Box label={block.label} value={block.value} />
      );
    case "lines":
      return <Lines strong={block.strong} rest={block.rest} />;
    case "list":
      return <List items={block.items} />;
    case "prices":
      return <Prices {...block} />;
    case "buttons":
      return <Buttons buttons={block.buttons} accent={accent} />;
    case "link":
      return (
        <Paragraph>
          <a href={block.href} style={`color:${accent}`}>
            {block.label}
          </a>
        </Paragraph>
      );
  }
}

function Fact({ label, value, href, accent }: Fact & { accent: string }): VNode {
  return (
    <p style="margin:0 0 6px;overflow-wrap:anywhere">
      <span style={`color:${SOFT}`}>{label}:</span>{" "}
      {href ? (
        <a href={href} style={`color:${accent}`}>
          {value}
        </a>
      ) : (
        value
      )}
    </p>
  );
}

type Fact = Omit<Extract<Block, { kind: "fact" }>, "kind">;

function Box({ label, value }: { label: string; value: string }): VNode {
  return (
    <div style={`margin:0 0 14px;padding:12px 16px;background:${PAPER};border-radius:4px`}>
      <div style={`font-size:13px;color:${SOFT}`}>{label}</div>
      <div style="font-size:18px;line-height:1.35;font-weight:bold;overflow-wrap:anywhere">
        {value}
      </div>
    </div>
  );
}

function Lines({ strong, rest }: { strong: string; rest: readonly string[] }): VNode {
  return (
    <p style="margin:0 0 8px;overflow-wrap:anywhere">
      <strong>{strong}</strong>
      {rest.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </p>
  );
}

function List({ items }: { items: readonly string[] }): VNode {
  return (
    <ul style="margin:0 0 8px;padding:0 0 0 22px">
      {items.map((item) => (
        <li key={item} style="margin:0 0 4px">
          {item}
        </li>
      ))}
    </ul>
  );
}

function Prices({ lines, total, currency }: Extract<Block, { kind: "prices" }>): VNode {
  return (
    <>
      {lines.map(({ label, amount }) => (
        <Row key={label} left={label} right={formatMoney(amount, currency)} />
      ))}
      <Row left="Total" right={formatMoney(total, currency)} isStrong />
    </>
  );
}

function Buttons({ buttons, accent }: { buttons: readonly Link[]; accent: string }): VNode {
  return (
    <div style="margin:4px 0 6px">
      {buttons.map((button, index) => (
        <Button key={button.href} {...button} accent={accent} isQuiet={index > 0} />
      ))}
    </div>
  );
}

/**
 * A table of one cell: Outlook paints neither padding nor borders of a link, but it paints the
 * cell's colour and, from `mso-padding-alt`, its padding. Elsewhere the whole area is the link.
 */
function Button({ label, href, accent, isQuiet }: Link & { accent: string; isQuiet: boolean }) {
  const [ground, ink] = isQuiet ? [CARD, accent] : [accent, "#ffffff"];
  return (
    <table
      role="presentation"
      cellPadding="0"
      cellSpacing="0"
      style="display:inline-table;margin:0 10px 10px 0;border-collapse:separate"
    >
      <tbody>
        <tr>
          <td
            style={`background-color:${ground};border:2px solid ${accent};border-radius:4px;mso-padding-alt:11px 20px`}
          >
            <a
              href={href}
              style={`display:inline-block;padding:11px 20px;color:${ink};font-weight:bold;text-decoration:none`}
            >
              {label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

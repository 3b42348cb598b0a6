import type { MessageOperator } from "../facts.ts";
import { plainText, priceTable, type TextSection } from "../plain-text.ts";
import type { Block, Letter, Part } from "./letter.ts";

/** The letter as plain text, with every address written out. */
export function letterText({ heading, parts }: Letter, operator: MessageOperator): string {
  return plainText([
    { lines: [heading] },
    ...parts.flatMap((part) => (part ? sectionsOf(part) : [])),
    { lines: [operator.name, operator.phone ?? "", operator.email].filter(Boolean) },
  ]);
}

/** Running text has an empty line between its blocks; a titled part is one section. */
function sectionsOf({ title, blocks }: Part): TextSection[] {
  const texts = blocks.flatMap((block) => (block === undefined ? [] : [linesOf(block)]));
  if (title === undefined) return texts.map((lines) => ({ lines }));
  return [{ heading: title, lines: texts.flat() }];
}

function linesOf(block: Block): string[] {
  if (typeof block === "string") return [block];
  switch (block.kind) {
    case "fact":
    case "box":
      return [`${block.label}: ${block.value}`];
    case "lines":
      return [block.strong, ...block.rest];
    case "list":
      return block.items.map((item) => `- ${item}`);
    case "prices":
      return priceTable(block.lines, block.total, block.currency);
    case "buttons":
      // Signed addresses are long: an empty line keeps one answer from the other.
      return block.buttons.flatMap(({ label, href }, index) =>
        index > 0 ? ["", `${label}: ${href}`] : [`${label}: ${href}`],
      );
    case "link":
      return [`${block.label}: ${block.href}`];
  }
}

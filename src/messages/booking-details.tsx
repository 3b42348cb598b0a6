import type { VNode } from "preact";
import { zoneName } from "../domain/local-time.ts";
import { formatMoney } from "../domain/money.ts";
import { dayInWords, oneLine, peopleInWords, timesInWords } from "./booking-words.ts";
import type { BookingFacts } from "./facts.ts";
import { Labelled, Row, Section, Verbatim } from "./layout.tsx";
import type { TextSection } from "./plain-text.ts";
import { priceTable } from "./plain-text.ts";

/** Every day with its times, and whose clock they are on. */
export function DaysSection({ facts, title }: { facts: BookingFacts; title: string }): VNode {
  return (
    <Section title={`${title} · ${zoneName(facts.timeZone)}`}>
      {facts.days.map((day) => (
        <p key={day.date} style="margin:0 0 8px">
          <strong>{dayInWords(day, facts.operator.locale)}</strong>
          <br />
          {timesInWords(day)}
        </p>
      ))}
    </Section>
  );
}

/** The same as plain text. */
export function daysText(facts: BookingFacts, title: string): TextSection {
  return {
    heading: `${title} (${zoneName(facts.timeZone)})`,
    lines: facts.days.map(
      (day) => `${dayInWords(day, facts.operator.locale)}, ${timesInWords(day)}`,
    ),
  };
}

/** The price, line by line, and the total. */
export function PriceSection({ facts, title }: { facts: BookingFacts; title: string }): VNode {
  const { lines, total, currency } = facts;
  return (
    <Section title={title}>
      {lines.map(({ label, amount }) => (
        <Row key={label} left={label} right={formatMoney(amount, currency)} />
      ))}
      <Row left="Total" right={formatMoney(total, currency)} isStrong />
    </Section>
  );
}

/** The same as plain text. */
export function priceText({ lines, total, currency }: BookingFacts, title: string): TextSection {
  return { heading: title, lines: priceTable(lines, total, currency) };
}

/** Who comes and what was asked for. */
export function RequestSection({ facts, title }: { facts: BookingFacts; title: string }): VNode {
  return (
    <Section title={title}>
      <Labelled label="Booked by" value={oneLine(facts.customer.name)} />
      <Labelled label="Attendees" value={peopleInWords(facts.people)} />
      {(facts.extras ?? []).map(({ label, value }) => (
        <Labelled key={label} label={label} value={value} />
      ))}
      {facts.notes ? <Verbatim>{`Notes: ${facts.notes}`}</Verbatim> : null}
    </Section>
  );
}

/** The same as plain text. */
export function requestText(facts: BookingFacts, title: string): TextSection {
  const notes = facts.notes ? `Notes: ${facts.notes}`.split(/\r\n|\r|\n/) : [];
  return {
    heading: title,
    lines: [
      `Booked by: ${oneLine(facts.customer.name)}`,
      `Attendees: ${peopleInWords(facts.people)}`,
      ...(facts.extras ?? []).map(({ label, value }) => `${label}: ${value}`),
      ...notes,
    ],
  };
}

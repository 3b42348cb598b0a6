import type { AlertKind } from "../domain/effect.ts";
import { localDateOf, wallTimeOf, zoneName } from "../domain/local-time.ts";
import { formatMoney } from "../domain/money.ts";
import { ALERT_WORDS } from "./alert-words.ts";
import { DaysSection, daysText } from "./booking-details.tsx";
import { daysInBrief, oneLine, timeInWords } from "./booking-words.ts";
import type { Email } from "./email.ts";
import type { AlertFacts } from "./facts.ts";
import { Labelled, Paragraph, renderMessage, Section, Verbatim } from "./layout.tsx";
import { plainText } from "./plain-text.ts";

/** Tells staff what happened, what to do, and every identifier they need to do it. */
export function staffAlert(facts: AlertFacts): Email {
  const { operator, booking } = facts;
  const { title } = ALERT_WORDS[facts.kind];
  const what = booking ? `${booking.bookable.name}, ${daysInBrief(booking)}` : "";
  const subject = [title, facts.payment ?? booking?.reservation, what].filter(Boolean).join(" · ");
  return {
    to: { email: operator.staffEmail, name: `${operator.name} staff` },
    from: { email: operator.senderEmail, name: operator.senderName },
    // Not the guest: an answer would quote all of this to them.
    replyTo: { email: operator.staffEmail, name: `${operator.name} staff` },
    subject: oneLine(`Needs attention: ${subject}`),
    html: html(facts),
    text: text(facts),
    attachments: [],
    tags: ["staff-alert", facts.kind],
  };
}

/** Where docs/runbook.md treats a kind of alert; its headings are the titles of the alerts. */
export function runbookSection(kind: AlertKind, runbookUrl = "docs/runbook.md"): string {
  return `${runbookUrl}#${ALERT_WORDS[kind].title.toLowerCase().replaceAll(" ", "-")}`;
}

const BOOKABLE = { room: "Room", session: "Experience", service: "Service" };

/** Label and value of everything that a search would need. */
function identifiers({ payment, booking, at, timeZone }: AlertFacts): [string, string][] {
  const day = localDateOf(at, timeZone);
  const time = timeInWords(wallTimeOf(at, timeZone));
  const rows: [string, string | undefined][] = [
    ["Payment", payment],
    ["Reservation", booking?.reservation],
    ["Booking code", booking?.code],
    [BOOKABLE[booking?.bookable.kind ?? "room"], booking?.bookable.name],
    ["Price", booking && formatMoney(booking.total, booking.currency)],
    ["Guest", booking && `${booking.customer.name} <${booking.customer.email}>`],
    ["Guest's phone", booking?.customer.phone],
    ["Happened", `${day}, ${time} (${zoneName(timeZone)})`],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, oneLine(value)]] : []));
}

function logCommand({ payment, booking }: AlertFacts): string | undefined {
  const searched = payment ?? booking?.reservation;
  return searched && `npm run tail -- ${oneLine(searched)}`;
}

function html(facts: AlertFacts): string {
  const { operator, kind, booking, runbookUrl } = facts;
  const { title, what, steps } = ALERT_WORDS[kind];
  const command = logCommand(facts);
  return renderMessage({
    operator,
    heading: title,
    preview: what,
    footer: `Sent to the staff of ${operator.name} by its booking system.`,
    children: (
      <>
        <Paragraph>{what}</Paragraph>
        <Section title="What to do">
          <ol style="margin:0;padding:0 0 0 22px">
            {steps.map((step) => (
              <li key={step} style="margin:0 0 6px">
                {step}
              </li>
            ))}
          </ol>
          <p style="margin:10px 0 0">
            In the runbook:{" "}
            {runbookUrl ? (
              <a href={runbookSection(kind, runbookUrl)}>{title}</a>
            ) : (
              runbookSection(kind)
            )}
          </p>
        </Section>
        <Section title="Details">
          <Verbatim>{facts.detail}</Verbatim>
        </Section>
        <Section title="Identifiers">
          {identifiers(facts).map(([label, value]) => (
            <Labelled key={label} label={label} value={value} />
          ))}
          {command ? <Labelled label="In the logs" value={command} /> : null}
        </Section>
        {booking ? <DaysSection facts={booking} title="Days" /> : null}
      </>
    ),
  });
}

function text(facts: AlertFacts): string {
  const { title, what, steps } = ALERT_WORDS[facts.kind];
  const command = logCommand(facts);
  return plainText([
    { lines: [title.toUpperCase(), what] },
    {
      heading: "What to do",
      lines: [
        ...steps.map((step, index) => `${index + 1}. ${step}`),
        `In the runbook: ${runbookSection(facts.kind, facts.runbookUrl)}`,
      ],
    },
    { heading: "Details", lines: facts.detail.split(/\r\n|\r|\n/) },
    {
      heading: "Identifiers",
      lines: [
        ...identifiers(facts).map(([label, value]) => `${label}: ${value}`),
        ...(command ? [`In the logs: ${command}`] : []),
      ],
    },
    facts.booking && daysText(facts.booking, "Days"),
  ]);
}

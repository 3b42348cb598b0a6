import type { SandboxMessage } from "../messages.ts";
import { Badge } from "./badge.tsx";
import { formatInstant } from "./format.ts";
import { WhatsApp } from "./whatsapp.tsx";

interface InboxProperties {
  messages: SandboxMessage[];
  timeZone: string;
}

/** Messages as a person sees them: all of one booking side by side, the newest booking first. */
export function Inbox({ messages, timeZone }: InboxProperties) {
  return (
    <section id="inbox" data-live aria-labelledby="inbox-title">
      <h2 id="inbox-title">Inbox</h2>
      {messages.length === 0 ? <p class="empty">Nobody has been written to yet.</p> : null}
      {byBooking(messages).map((group) => (
        <Booking key={group[0]?.id} messages={group} timeZone={timeZone} />
      ))}
    </section>
  );
}

function Booking({ messages, timeZone }: InboxProperties) {
  const reservation = messages[0]?.reservation;
  return (
    <div class="booking">
      {reservation === undefined ? null : (
        <h3>
          Booking <code>{reservation}</code>
        </h3>
      )}
      <div class="beside">
        {messages.map((message) =>
          message.channel === "whatsapp" ? (
            <WhatsApp key={message.id} message={message} timeZone={timeZone} />
          ) : (
            <Email key={message.id} message={message} timeZone={timeZone} />
          ),
        )}
      </div>
    </div>
  );
}

/** Oldest first within a booking; the booking that was written about last comes first. */
function byBooking(messages: SandboxMessage[]): SandboxMessage[][] {
  const groups = new Map<string, SandboxMessage[]>();
  for (const message of messages) {
    const key = message.reservation ?? message.id;
    const group = [...(groups.get(key) ?? []), message];
    // Put last, where the latest message stands.
    groups.delete(key);
    groups.set(key, group);
  }
  return [...groups.values()].reverse();
}

function Email({ message, timeZone }: { message: SandboxMessage; timeZone: string }) {
  return (
    <details class="card" data-key={message.id}>
      <summary>
        <strong>{message.subject ?? message.text.slice(0, 60)}</strong>
        {message.status === undefined ? null : <Badge status={message.status} />}
        <span class="meta">
          to {message.to} · {formatInstant(message.at, timeZone)}
        </span>
      </summary>
      <dl>
        <dt>From</dt>
        <dd>{message.from}</dd>
        {message.replyTo === undefined ? null : (
          <>
            <dt>Reply to</dt>
            <dd>{message.replyTo}</dd>
          </>
        )}
        {message.attachments.map(({ filename, content }) => (
          <>
            <dt>Attached</dt>
            <dd>
              <a download={filename} href={`data:application/octet-stream;base64,${content}`}>
                {filename}
              </a>
            </dd>
          </>
        ))}
      </dl>
      {message.html === undefined ? null : (
        <iframe
          title={`Email: ${message.subject ?? ""}`}
          sandbox=""
          srcdoc={message.html}
          loading="lazy"
        />
      )}
      <details class="inner" data-key={`${message.id}-text`} open={message.html === undefined}>
        <summary>As plain text</summary>
        <pre>{message.text}</pre>
      </details>
    </details>
  );
}

import type { SandboxMessage } from "../messages.ts";
import { formatInstant } from "./format.ts";

/** Emails as a person sees them, newest first. */
export function Inbox({ messages, timeZone }: { messages: SandboxMessage[]; timeZone: string }) {
  return (
    <section id="inbox" data-live aria-labelledby="inbox-title">
      <h2 id="inbox-title">Inbox</h2>
      {messages.length === 0 ? (
        <p class="empty">Nobody has been written to yet.</p>
      ) : (
        messages
          .toReversed()
          .map((message) => <Email key={message.id} message={message} timeZone={timeZone} />)
      )}
    </section>
  );
}

function Email({ message, timeZone }: { message: SandboxMessage; timeZone: string }) {
  return (
    <details class="card" data-key={message.id}>
      <summary>
        <strong>{message.subject ?? message.text.slice(0, 60)}</strong>
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
        {message.reservation === undefined ? null : (
          <>
            <dt>Reservation</dt>
            <dd>
              <code>{message.reservation}</code>
            </dd>
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

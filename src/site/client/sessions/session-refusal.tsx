import type { VNode } from "preact";
import { count } from "../../day-words.ts";
import { ContactLine } from "../contact-line.tsx";
import { fieldId } from "../form/field.tsx";
import type { SessionPart } from "./session-context.ts";
import { sessionFieldOf } from "./session-state.ts";

function Violations({ state }: SessionPart): VNode | null {
  if (state.violations.length === 0) return null;
  const messages = [...new Map(state.violations.map((each) => [each.message, each])).values()];
  return (
    <div class="notice" role="alert">
      <p>{count(messages.length, "thing")} to look at:</p>
      <ul>
        {messages.map(({ field, message }) => (
          <li key={message}>
            <a href={`#${fieldId(sessionFieldOf(field))}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Everything that stands between the guest and the booking, in words. */
export function SessionRefusal(part: SessionPart): VNode {
  const { page, state } = part;
  return (
    <>
      <Violations {...part} />
      {state.problem === undefined ? null : (
        <div class="notice" role="alert">
          <p>{state.problem}</p>
          <p>
            Help: <ContactLine contact={page.contact} />
          </p>
        </div>
      )}
    </>
  );
}

import type { VNode } from "preact";
import { sayPeople } from "../../day-words.ts";
import { Field } from "../form/field.tsx";
import type { SessionPart } from "./session-context.ts";
import { sessionViolationsOf } from "./session-state.ts";

/** How many come: asked first, because it decides which sessions still have room. */
export function ParticipantsField({ page, state, dispatch }: SessionPart): VNode {
  const { minimum, maximum } = page.experience.participants;
  const sizes = Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
  return (
    <fieldset>
      <legend>People</legend>
      <Field
        name="participants"
        label="How many take part?"
        violations={sessionViolationsOf(state, "participants")}
      >
        {(attributes) => (
          <select
            {...attributes}
            class="short"
            value={state.form.participants}
            onChange={({ currentTarget }) =>
              dispatch({ type: "answered", field: "participants", value: currentTarget.value })
            }
          >
            {sizes.map((size) => (
              <option key={size} value={String(size)}>
                {sayPeople(size)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </fieldset>
  );
}

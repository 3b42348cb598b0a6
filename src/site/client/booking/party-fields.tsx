import type { VNode } from "preact";
import { violationsOf } from "../booking-state.ts";
import { ExtraField } from "../form/extra-field.tsx";
import { Field } from "../form/field.tsx";
import type { BookingPart } from "./booking-context.ts";

const per = { booking: "once", day: "a day", attendee: "a person a day" };

function DiscountField({ page, state, dispatch }: BookingPart): VNode | null {
  if (page.room.discounts.length === 0) return null;
  return (
    <Field
      name="discount"
      label="Discount"
      hint="Taken off the price of the time. We may ask your organization to show that it qualifies."
      violations={violationsOf(state, "discount")}
    >
      {(attributes) => (
        <select
          {...attributes}
          value={state.form.discount}
          onChange={({ currentTarget }) =>
            dispatch({ type: "answered", field: "discount", value: currentTarget.value })
          }
        >
          <option value="">None</option>
          {page.room.discounts.map(({ id, label, percent }) => (
            <option key={id} value={id}>
              {label}: {percent}% off
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Who comes, and what the room asks or offers besides the time. */
export function PartyFields(part: BookingPart): VNode {
  const { page, state, dispatch } = part;
  return (
    <fieldset>
      <legend>{page.room.extras.length > 0 ? "People and extras" : "People"}</legend>
      <Field
        name="attendees"
        label="How many people?"
        hint={`The room holds ${page.room.capacity}.`}
        violations={violationsOf(state, "attendees")}
      >
        {(attributes) => (
          <input
            {...attributes}
            class="short"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            value={state.form.attendees}
            onInput={({ currentTarget }) =>
              dispatch({ type: "answered", field: "attendees", value: currentTarget.value })
            }
            onBlur={() => dispatch({ type: "field-left", field: "attendees" })}
          />
        )}
      </Field>
      {page.room.extras.map((extra) => (
        <ExtraField
          key={extra.id}
          extra={extra}
          currency={page.room.currency}
          per={per}
          answer={state.form.extras[extra.id]}
          violations={violationsOf(state, `extras.${extra.id}`)}
          onAnswer={(value) => dispatch({ type: "extra-answered", id: extra.id, value })}
          onLeave={() => dispatch({ type: "field-left", field: `extras.${extra.id}` })}
        />
      ))}
      <DiscountField {...part} />
    </fieldset>
  );
}

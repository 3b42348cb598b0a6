import type { VNode } from "preact";
import type { Extra, ExtraPrice } from "../../../domain/extras.ts";
import { formatMoney } from "../../../domain/money.ts";
import { violationsOf } from "../booking-state.ts";
import type { BookingPart } from "./booking-context.ts";
import { describedBy, Field, FieldErrors, fieldId } from "./field.tsx";

type ExtraPart = BookingPart & { extra: Extra };

const per = { booking: "once", day: "a day", attendee: "a person a day" };

/** "+ CA$40.00 a day" */
const sayExtraPrice = (price: ExtraPrice, currency: string): string =>
  `+ ${formatMoney(price.amount, currency)} ${per[price.per]}`;

function FlagField({ page, state, dispatch, extra }: ExtraPart): VNode {
  const name = `extras.${extra.id}`;
  const violations = violationsOf(state, name);
  const price = extra.type === "flag" ? extra.price : undefined;
  return (
    <div class={violations.length > 0 ? "field refused" : "field"}>
      <label class="check" for={fieldId(name)}>
        <input
          type="checkbox"
          id={fieldId(name)}
          name={name}
          checked={state.form.extras[extra.id] === true}
          aria-invalid={violations.length > 0 ? "true" : undefined}
          aria-describedby={describedBy(name, extra.hint !== undefined, violations.length > 0)}
          onChange={({ currentTarget }) =>
            dispatch({ type: "extra-answered", id: extra.id, value: currentTarget.checked })
          }
        />
        <span>
          {extra.label}
          {price === undefined ? null : (
            <span class="extra-price"> {sayExtraPrice(price, page.room.currency)}</span>
          )}
        </span>
      </label>
      {extra.hint === undefined ? null : (
        <p class="field-hint" id={`${fieldId(name)}-hint`}>
          {extra.hint}
        </p>
      )}
      <FieldErrors name={name} violations={violations} />
    </div>
  );
}

function ChoiceField({ page, state, dispatch, extra }: ExtraPart): VNode {
  const name = `extras.${extra.id}`;
  const violations = violationsOf(state, name);
  const options = extra.type === "choice" ? extra.options : [];
  const chosen = state.form.extras[extra.id] ?? "";
  const answer = (value: string) => dispatch({ type: "extra-answered", id: extra.id, value });
  const offered = extra.required ? options : [{ id: "", label: "No preference" }, ...options];
  return (
    <div
      role="radiogroup"
      id={fieldId(name)}
      tabindex={-1}
      class={violations.length > 0 ? "field refused" : "field"}
      data-refused={violations.length > 0 ? "true" : undefined}
      aria-labelledby={`${fieldId(name)}-label`}
      aria-describedby={describedBy(name, extra.hint !== undefined, violations.length > 0)}
      aria-required={extra.required}
    >
      <span class="label" id={`${fieldId(name)}-label`}>
        {extra.label}
      </span>
      {extra.hint === undefined ? null : (
        <p class="field-hint" id={`${fieldId(name)}-hint`}>
          {extra.hint}
        </p>
      )}
      {offered.map((option) => (
        <label class="check" key={option.id}>
          <input
            type="radio"
            name={name}
            value={option.id}
            checked={chosen === option.id}
            onChange={() => answer(option.id)}
          />
          <span>
            {option.label}
            {"price" in option && option.price !== undefined ? (
              <span class="extra-price"> {sayExtraPrice(option.price, page.room.currency)}</span>
            ) : null}
          </span>
        </label>
      ))}
      <FieldErrors name={name} violations={violations} />
    </div>
  );
}

function TypedField({ state, dispatch, extra }: ExtraPart): VNode {
  const name = `extras.${extra.id}`;
  const range = extra.type === "number" ? `From ${extra.minimum} to ${extra.maximum}.` : undefined;
  return (
    <Field
      name={name}
      label={extra.label}
      hint={extra.hint ?? range}
      isOptional={!extra.required}
      violations={violationsOf(state, name)}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          class={extra.type === "number" ? "short" : undefined}
          inputmode={extra.type === "number" ? "numeric" : "text"}
          maxlength={extra.type === "text" ? extra.maxLength : undefined}
          autocomplete="off"
          value={String(state.form.extras[extra.id] ?? "")}
          onInput={({ currentTarget }) =>
            dispatch({ type: "extra-answered", id: extra.id, value: currentTarget.value })
          }
          onBlur={() => dispatch({ type: "field-left", field: name })}
        />
      )}
    </Field>
  );
}

/** One of the room's extras, by its kind. */
export function ExtraField(part: ExtraPart): VNode {
  switch (part.extra.type) {
    case "flag":
      return <FlagField {...part} />;
    case "choice":
      return <ChoiceField {...part} />;
    case "text":
    case "number":
      return <TypedField {...part} />;
  }
}

import type { VNode } from "preact";
import type { ChoiceOption, Extra, ExtraPrice } from "../../../domain/extras.ts";
import { formatMoney } from "../../../domain/money.ts";
import type { FieldViolation } from "../api.ts";
import { CheckField } from "./check-field.tsx";
import { describedBy, Field, FieldErrors, fieldId } from "./field.tsx";

export type ExtraAnswer = string | boolean;

export interface ExtraFieldProps {
  extra: Extra;
  currency: string;
  /** What a price is for: "once", "a day". */
  per: Record<ExtraPrice["per"], string>;
  answer: ExtraAnswer | undefined;
  violations: FieldViolation[];
  onAnswer: (answer: ExtraAnswer) => void;
  onLeave?: () => void;
}

function Price(props: Pick<ExtraFieldProps, "currency" | "per"> & { price: ExtraPrice }): VNode {
  const { price, currency, per } = props;
  return (
    <span class="extra-price">
      {" "}
      +&nbsp;{formatMoney(price.amount, currency)} {per[price.per]}
    </span>
  );
}

function FlagField(props: ExtraFieldProps): VNode {
  const { extra, answer, violations, onAnswer } = props;
  const price = extra.type === "flag" ? extra.price : undefined;
  return (
    <CheckField
      name={`extras.${extra.id}`}
      hint={extra.hint}
      isChecked={answer === true}
      violations={violations}
      onAnswer={onAnswer}
    >
      {extra.label}
      {price === undefined ? null : <Price {...props} price={price} />}
    </CheckField>
  );
}

/** Without an answer: nothing of what all costs something, or whatever there is. */
const noneOf = (options: readonly ChoiceOption[]): ChoiceOption => {
  const isSold = options.every(({ price }) => price !== undefined);
  return { id: "", label: isSold ? "None" : "No preference" };
};

function ChoiceField(props: ExtraFieldProps): VNode {
  const { extra, violations, onAnswer } = props;
  const name = `extras.${extra.id}`;
  const options = extra.type === "choice" ? extra.options : [];
  const chosen = props.answer ?? "";
  const offered = extra.required ? options : [noneOf(options), ...options];
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
            onChange={() => onAnswer(option.id)}
          />
          <span>
            {option.label}
            {option.price === undefined ? null : <Price {...props} price={option.price} />}
          </span>
        </label>
      ))}
      <FieldErrors name={name} violations={violations} />
    </div>
  );
}

function TypedField({ extra, answer, violations, onAnswer, onLeave }: ExtraFieldProps): VNode {
  const name = `extras.${extra.id}`;
  const range = extra.type === "number" ? `From ${extra.minimum} to ${extra.maximum}.` : undefined;
  return (
    <Field
      name={name}
      label={extra.label}
      hint={extra.hint ?? range}
      isOptional={!extra.required}
      violations={violations}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          class={extra.type === "number" ? "short" : undefined}
          inputmode={extra.type === "number" ? "numeric" : "text"}
          maxlength={extra.type === "text" ? extra.maxLength : undefined}
          autocomplete="off"
          value={String(answer ?? "")}
          onInput={({ currentTarget }) => onAnswer(currentTarget.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}

/** What is asked or offered beside the time, by its kind. */
export function ExtraField(props: ExtraFieldProps): VNode {
  switch (props.extra.type) {
    case "flag":
      return <FlagField {...props} />;
    case "choice":
      return <ChoiceField {...props} />;
    case "text":
    case "number":
      return <TypedField {...props} />;
  }
}

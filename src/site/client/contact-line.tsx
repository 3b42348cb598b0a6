import type { VNode } from "preact";

export interface Contact {
  email: string;
  phone: string | null;
}

/** How to reach a person: the email address, and the number if there is one. */
export function ContactLine({ contact }: { contact: Contact }): VNode {
  const { email, phone } = contact;
  return (
    <>
      <a href={`mailto:${email}`}>{email}</a>
      {phone === null ? null : (
        <>
          {" "}
          or{" "}
          <a class="nowrap" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            {phone}
          </a>
        </>
      )}
    </>
  );
}

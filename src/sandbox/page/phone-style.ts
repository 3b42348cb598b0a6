/** A WhatsApp message as it stands on a phone, wherever the sandbox shows one. */
export const PHONE_STYLE = `
  .phone { padding: .6rem .6rem .8rem; border-radius: 8px; background: light-dark(#e9e1d6, #0f171c); }
  .bubble { position: relative; margin: 0 1.25rem 0 0; padding: .45rem .6rem; width: fit-content; min-width: 5rem; border-radius: 0 10px 10px; background: light-dark(#fff, #223038); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9375rem; line-height: 1.4; }
`;

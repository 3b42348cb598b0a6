import type { ServiceText } from "../domain/effect.ts";
import { textVariableNames } from "../messages/service/service-text-variables.ts";
import type { CatalogueConfig } from "./schema.ts";

const messages = {
  clientFollowUp: "client-follow-up",
  ownerDispatch: "owner-dispatch",
  ownerUndelivered: "owner-undelivered-text",
} as const satisfies Record<string, ServiceText>;

/** What is wrong with the WhatsApp templates of the operator at `path`: variables nobody can fill. */
export function templateRules(
  path: string,
  { whatsapp }: CatalogueConfig["operators"][number],
): string[] {
  if (!whatsapp) return [];
  return (Object.keys(messages) as (keyof typeof messages)[]).flatMap((template) => {
    const known = textVariableNames(messages[template]);
    return whatsapp.templates[template].variables.flatMap((name, index) => {
      if (known.includes(name)) return [];
      const place = `${path}.whatsapp.templates.${template}.variables[${index}]`;
      return [`${place}: must be one of ${known.join(", ")}`];
    });
  });
}

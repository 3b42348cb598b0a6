import type { CatalogueConfig } from "./schema.ts";

/** Who runs an operator's services, and is told of every booking. */
export interface Owner {
  name: string;
  email: string;
  /** E.164. */
  whatsapp: string;
}

/** A message that WhatsApp has approved. `variables` name what its {{1}}, {{2}}, … are filled with. */
export interface WhatsAppTemplate {
  contentSid: string;
  variables: string[];
}

export interface WhatsAppSender {
  /** E.164. */
  from: string;
  templates: {
    clientFollowUp: WhatsAppTemplate;
    ownerDispatch: WhatsAppTemplate;
    ownerUndelivered: WhatsAppTemplate;
  };
}

/** Whose brand, sender, reply address, zone and currency a bookable carries. */
export interface Operator {
  id: string;
  name: string;
  brand?: { accent: string };
  /** Where guests' replies go. */
  email: string;
  senderEmail: string;
  senderName: string;
  staffEmail: string;
  phone?: string;
  address: string;
  timeZone: string;
  currency: string;
  locale: string;
  /** Who runs the operator's services; an operator without services needs none. */
  owner?: Owner;
  /** From where the operator's WhatsApp messages come. */
  whatsapp?: WhatsAppSender;
}

export function operatorOf({
  brand,
  phone,
  owner,
  whatsapp,
  ...config
}: CatalogueConfig["operators"][number]): Operator {
  return {
    ...config,
    senderName: config.senderName ?? config.name,
    ...(brand && { brand }),
    ...(phone !== undefined && { phone }),
    ...(owner && { owner }),
    ...(whatsapp && { whatsapp }),
  };
}

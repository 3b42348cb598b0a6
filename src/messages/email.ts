/** Someone who receives or sends email. */
export interface Mailbox {
  email: string;
  name?: string;
}

/** A file that comes with an email; `content` is text, which the transport encodes. */
export interface Attachment {
  filename: string;
  content: string;
  /** MIME type with its parameters. */
  type: string;
}

/** An email as it is meant, whoever delivers it. */
export interface Email {
  to: Mailbox;
  from: { email: string; name: string };
  replyTo: Mailbox;
  /** One line. */
  subject: string;
  html: string;
  text: string;
  attachments: Attachment[];
  /** For the provider's statistics: the kind of message, then what it is about. */
  tags: string[];
}

import type { PublicCatalogue, PublicService } from "../catalogue/public-view.ts";
import type { PageBrand } from "./layout.tsx";

/** The pages of a service are its operator's; where that is not the venue, they lead there too. */
export function brandOf(
  { operator: venue }: Pick<PublicCatalogue, "operator">,
  { slug, operator, accent }: Pick<PublicService, "slug" | "operator" | "accent">,
): PageBrand {
  const page = `/services/${slug}`;
  return {
    accent,
    home: page,
    links: [
      { label: "Book", href: `${page}#book` },
      { label: "Prices", href: `${page}#prices` },
      { label: "Contact", href: "#visit" },
    ],
    venue: operator.name === venue.name ? undefined : venue.name,
  };
}

import type { PublicCatalogue, PublicExperience } from "../../catalogue/public-view.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import { renderPage } from "../layout.tsx";
import { sayPrice } from "../room-words.ts";

export interface WidgetPageProps {
  catalogue: PublicCatalogue;
  hotel: { slug: string; name: string };
  stripeJsUrl: string;
  /** The operator's date now. */
  today: LocalDate;
}

/** What the page hands to `client/hotel-widget.tsx`, as JSON. */
export interface WidgetPageData {
  experiences: PublicExperience[];
  hotel: string;
  contact: { email: string; phone: string | null };
  stripeJsUrl: string;
  today: LocalDate;
}

/**
 * `/widget/{hotel}`: what `/widget.js` shows inside a hotel's page. Only that hotel's site may frame
 * it: see `framing`. Without scripts it is a list of links that open outside of the frame.
 */
export function widgetPage({ catalogue, hotel, stripeJsUrl, today }: WidgetPageProps): string {
  const { operator, experiences } = catalogue;
  const pageData: WidgetPageData = {
    experiences,
    hotel: hotel.slug,
    contact: { email: operator.email, phone: operator.phone ?? null },
    stripeJsUrl,
    today,
  };
  return renderPage({
    title: `Experiences for guests of ${hotel.name}`,
    description: `What guests of ${hotel.name} can book with ${operator.name}.`,
    operator,
    isPrivate: true,
    isEmbedded: true,
    scripts: ["/assets/hotel-widget.js"],
    pageData,
    children: (
      <div class="widget" id="widget">
        <h1>Experiences to book</h1>
        <ul class="plain-links">
          {experiences.map(({ slug, name, pricePerPerson, currency }) => (
            <li key={slug}>
              <a href={`/experiences/${slug}?hotel=${hotel.slug}`} target="_blank" rel="noopener">
                {name}, {sayPrice(pricePerPerson, currency)} a person
              </a>
            </li>
          ))}
        </ul>
      </div>
    ),
  });
}

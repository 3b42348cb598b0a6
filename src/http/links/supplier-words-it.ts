import { says } from "./says.ts";
import type { SupplierWords } from "./supplier-words.ts";

const contactGuest = "Se non puoi mantenerla, contatta il cliente.";

/** The same for suppliers who read Italian, as their emails do. */
export const italianWords: SupplierWords = {
  offers: {
    accept: (guest, participants, price) => ({
      ...says(
        "Accettare questa richiesta?",
        `${party(guest, participants)} il posto e un link per pagare ${price}.`,
        "I posti restano riservati finché non ha pagato o finché non scade il tempo per pagare.",
      ),
      button: "Accetta la richiesta",
    }),
    decline: (guest) => ({
      ...says(
        "Rifiutare questa richiesta?",
        `Diciamo a ${guest} che questo orario non è disponibile. Può chiederne un altro.`,
      ),
      button: "Rifiuta la richiesta",
      isGrave: true,
    }),
    complete: (share, isDisputed) => ({
      ...says(
        "Questa esperienza si è svolta?",
        isDisputed
          ? `Sì: la tua quota, ${share}, resta in sospeso finché non si chiarisce il pagamento del cliente.`
          : `Sì: trasferiamo la tua quota, ${share}, sul tuo conto.`,
      ),
      button: "Sì, si è svolta",
    }),
    noExperience: (guest, back, isAll) => ({
      ...says(
        "Segnalare che non si è svolta?",
        `${guest} riceve ${back}, ${isAll ? "tutto ciò" : "il resto di ciò"} che ha pagato, e per questa esperienza non ricevi alcun compenso.`,
        "Non si può annullare.",
      ),
      button: "No, non si è svolta",
      isGrave: true,
    }),
    payouts: (supplier) => ({
      ...says(
        "Attiva i tuoi pagamenti",
        `${supplier} riceve i pagamenti tramite Stripe. Stripe chiede chi sei e su quale conto bancario va la tua quota; noi non vediamo né l’uno né l’altro.`,
        "Bastano pochi minuti. Puoi interrompere quando vuoi e riprendere più tardi da questo stesso link.",
      ),
      button: "Continua su Stripe",
    }),
  },
  done: {
    accepted: says(
      "Richiesta accettata",
      "Il cliente riceve un link per pagare. Ti avvisiamo appena ha pagato, o se non paga.",
    ),
    declined: says(
      "Richiesta rifiutata",
      "Il cliente è stato avvisato. Può chiedere un altro orario.",
    ),
    completed: says(
      "Grazie",
      "Trasferiamo la tua quota sul tuo conto e ti scriviamo quando è fatto.",
    ),
    reported: says("Grazie di avercelo detto", "Il cliente riceve il rimborso completo."),
    payoutsFinished: says(
      "Grazie",
      "Se hai risposto a tutto, i tuoi pagamenti sono attivi entro pochi minuti.",
      "Puoi chiudere questa pagina e riaprire il link nella tua email per rispondere a una richiesta.",
    ),
  },
  refused: {
    alreadyAccepted: says("Già accettata", "Hai accettato questa richiesta."),
    alreadyApproved: says(
      "Prenotazione già approvata",
      "Hai accettato questa richiesta, quindi non si può più rifiutare.",
    ),
    alreadyDeclined: says(
      "Già rifiutata",
      "Hai rifiutato questa richiesta e il cliente è stato avvisato. Può inviarne una nuova per un altro orario.",
    ),
    requestExpired: says(
      "Richiesta scaduta",
      "Il tempo per rispondere a questa richiesta è finito e il cliente è stato avvisato. Può inviarne una nuova.",
    ),
    sessionPassed: says(
      "Questo orario è passato",
      "La data e l’ora chieste dal cliente sono arrivate, quindi non si può più rispondere alla richiesta.",
    ),
    alreadyCancelled: says(
      "Prenotazione già annullata",
      "Questa prenotazione è stata annullata e il cliente viene rimborsato.",
      "Non c’è più nulla da segnalare.",
    ),
    alreadyCompleted: says(
      "Già conclusa",
      "Questa prenotazione risulta conclusa e trasferiamo la tua quota sul tuo conto. Se non è corretto, scrivici.",
    ),
    alreadyConfirmed: says(
      "Già confermata",
      "Grazie, sappiamo che questa esperienza si è svolta. Trasferiamo la tua quota sul tuo conto.",
    ),
    notOverYet: says(
      "Non ancora finita",
      "Questa esperienza non è ancora finita. Torna quando è finita.",
    ),
    reportEnded: says(
      "Questo link è scaduto",
      "Il tempo per segnalare qualcosa su questa esperienza è finito. Scrivici se qualcosa non va.",
    ),
    notKept: says(
      "Nessuna prenotazione",
      "Non è stato possibile mantenere questa prenotazione e il cliente viene rimborsato.",
    ),
    notPaid: says(
      "Nessuna prenotazione",
      "Non è stata pagata, quindi non c’è una prenotazione da modificare.",
    ),
    payoutsFirst: says(
      "Prima attiva i tuoi pagamenti",
      "Prima di accettare richieste dobbiamo sapere dove va il tuo denaro. Bastano pochi minuti su Stripe, che gestisce i nostri pagamenti.",
      "Poi torna a questa pagina: la tua risposta è ancora aperta.",
    ),
    payoutsEnded: says(
      "Questo link è scaduto",
      "La prossima email su una prenotazione che ricevi da noi ne contiene uno nuovo.",
    ),
    stripeSilent: says(
      "Stripe non è raggiungibile",
      "In questo momento i tuoi pagamenti non si possono attivare. Riprova tra qualche minuto.",
    ),
    tryAgain: says(
      "Riprova",
      "In questo momento Stripe non risponde, quindi non è cambiato nulla. Riprova tra un minuto.",
    ),
    tooManyRequests: says(
      "Riprova tra un minuto",
      "Ci sono state troppe richieste dalla tua rete, quindi non è cambiato nulla.",
    ),
    paymentsPaused: says(
      "Riprova più tardi",
      "In questo momento non accettiamo pagamenti, quindi non è cambiato nulla. Puoi ancora rispondere: torna su questa pagina tra un po’.",
    ),
    unknown: says("Qui non c’è nulla", "Non conosciamo questa prenotazione."),
    invalid: says(
      "Questo link non funziona",
      "Forse è incompleto. Riaprilo direttamente dall’email, tutto intero.",
    ),
  },
  accepted: {
    approved: [
      "Il cliente non ha ancora pagato. Ti avvisiamo appena ha pagato, o se non paga.",
      "Se non puoi mantenerla, scrivici.",
    ],
    paid: ["Il cliente ha pagato e la prenotazione è in corso di conferma.", contactGuest],
    confirmed: ["Il cliente ha pagato: la prenotazione è confermata.", contactGuest],
    completed: ["La prenotazione risulta conclusa."],
    cancelled: ["In seguito la prenotazione è stata annullata."],
    failed: ["Non è stato possibile mantenerla e il cliente viene rimborsato."],
    expired: ["È scaduta senza un pagamento valido: non c’è alcuna prenotazione."],
  },
  share: {
    moved: "La tua quota è stata trasferita sul tuo conto.",
    withheld: "La tua quota resta in sospeso finché non si chiarisce il pagamento del cliente.",
    none: "Per questa prenotazione non c’è alcuna quota.",
  },
  sessionFull: (left) =>
    says(
      "Posti insufficienti",
      `Nel frattempo altri clienti hanno prenotato questa sessione: ${left === 1 ? "resta 1 posto" : `restano ${left} posti`}, che non ${left === 1 ? "basta" : "bastano"} per questa richiesta. Puoi rifiutarla.`,
    ),
  setUpPayouts: "Attiva i pagamenti",
  tryAgain: "Riprova",
  details: {
    experience: "Esperienza",
    when: "Quando",
    participants: "Partecipanti",
    booking: "Prenotazione",
  },
  frame: {
    locale: "it-IT",
    hint: "Prima di premere il pulsante non succede nulla.",
    questions: "Domande? Scrivi a",
    orCall: "o chiama",
  },
  money(amount, currency) {
    const format = new Intl.NumberFormat("it-IT", { style: "currency", currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  },
  dayAt: (day, time) => `${day}, ore ${time}`,
};

function party(guest: string, participants: number): string {
  const others = participants - 1;
  if (others === 0) return `${guest} riceve`;
  return `${guest} e ${others === 1 ? "un’altra persona" : `altre ${others} persone`} ricevono`;
}

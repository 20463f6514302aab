const wordsOf = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Legal forms, as a folded name writes them once its points are gone (`S.A.R.L.` is `sarl`). They tell nothing of who a firm is. */
export const legalForms = wordsOf(`
  sarl sarlu eurl sas sasu sa sca scs snc sci scp scop scm scpi selarl selas selurl selafa sem semop gie geie ei eirl earl gaec micro
  association asso ste societe cie co company corp corporation inc incorporated llc llp lp ltd limited plc pty gmbh mbh ag kg kgaa ohg ug
  spa srl srls snc sapa sl slu sau bv nv vof ab oy as asa aps sprl srl sarlau holding holdings group groupe gruppe gruppo grupo`);

/** Words a firm adds to its name for a country, a region or a trade: with and without them it may be the same firm. */
export const addedWords = wordsOf(`
  france french germany deutschland italia italy espana spain uk usa us canada india japan australia africa asia europe european emea dach
  apac latam nordics benelux americas pacific international intl global worldwide world ventures capital partners associates associes
  conseil consulting conseils services service solutions systems systemes technologies technology tech software cloud data digital media
  network networks labs lab studio studios design works dynamics analytics security logistics development platform resources industries
  enterprises entreprises investments innovations innovation
  immobilier immobiliere immo immobiliers agence agences cabinet agency real estate transaction transactions gestion patrimoine habitat
  immobiliare inmobiliaria immobilien`);

/** Small words inside names. */
export const smallWords = wordsOf("le la les l de du des d da di do dos of the and et und y e von van der den el al bin ben en sur sous");

export const honorifics = wordsOf(
  "m mr mme mlle mrs ms miss dr pr me maitre docteur monsieur madame mademoiselle sir herr frau sig signor signora sr sra don",
);

/** Mailboxes of a post and not of a person. */
export const roleMailboxes = wordsOf(`
  contact info infos accueil agence agency hello bonjour commercial commerce vente ventes sales location locations gestion direction admin
  administration office secretariat service support mail email compta comptabilite billing facturation rh recrutement jobs marketing
  communication webmaster postmaster noreply reception immo immobilier transaction syndic kontakt empfang informazioni informacion team equipe`);

/** Providers where anybody has a mailbox: a domain in common tells nothing. */
export const freeMail = wordsOf(`
  gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com icloud.com me.com
  mac.com aol.com protonmail.com proton.me gmx.com gmx.de gmx.fr web.de mail.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net
  bbox.fr numericable.fr club-internet.fr libero.it virgilio.it tiscali.it hotmail.it t-online.de terra.es yandex.com zoho.com
  example.com example.fr example.org example.net`);

/** Sites where a page is no site of one's own. */
export const sharedHosts = wordsOf(`
  facebook.com instagram.com linkedin.com twitter.com x.com youtube.com pagesjaunes.fr google.com sites.google.com wixsite.com wordpress.com
  blogspot.com seloger.com leboncoin.fr bienici.com meilleursagents.com logic-immo.com avendrealouer.fr`);

const families = `
  alexandre alex alexis|alexandra alexandrine sandra|antoine toni tony|benoit ben|benjamin benji|catherine cathy kathy|christophe chris|christine chris christiane|daniel dan dany
  danielle dany|dominique dom|edouard ed eddy|elisabeth elizabeth babette lise liz betty|emmanuel manu|emmanuelle manu|francois fanch|francoise|frederic fred freddy|frederique fred
  gabriel gaby|gabrielle gaby|genevieve|gerard gege|guillaume guill william will bill|gregory greg gregoire|helene lena|isabelle isa|jacqueline jacky|jacques jack jacky
  jean-baptiste jb|jean-pierre jp|jean-claude jc|jean-marc jm|jean-francois jf|jean-luc jl|jean-michel jm|jean-philippe jph|joseph jo|josephine jo|laurent lolo|laurence|leonard leo|leopold leo
  margaret maggie|marguerite margot|marie-christine mc|marie-claude|martine|maximilien max|maxime max|michel mick michael mike|micheline|michele|mohamed mohammed mohammad muhammad med mo
  nathalie nath|nicolas nico nick|nicole nicky|olivier oli|pascal|patrice pat|patricia pat patty|patrick pat|philippe phil philip|pierre pierrot|raphael raph|robert bob rob|sebastien seb|serge
  samuel sam|samantha sam|sophie|stephane steph|stephanie steph|suzanne suzy|sylvain syl|sylvie syl|theodore theo|therese|thierry|thomas tom|timothee tim|valerie val|veronique vero|vincent vince|virginie|xavier xav
  andrea andi|giuseppe beppe pino|giovanni gianni|francesco franco|luigi gigi|antonio toni tonio|jose pepe|francisco paco|manuel manolo|ignacio nacho|enrique quique|johannes hans|josef sepp|wolfgang wolf|heinrich heinz|friedrich fritz|katharina kathi|richard rick dick|james jim jimmy|john johnny|anthony tony|edward ted ned|charles charlie chuck|margaret peggy|abdelkader kader|abdallah abdellah`;

/** For each given name, folded and joined, the families it belongs to: two names of one family may be one person. */
export const nameFamilies: Map<string, Array<number>> = (() => {
  const known = new Map<string, Array<number>>();
  families
    .split(/[|\n]/)
    .map((family) => family.trim().split(/\s+/))
    .forEach((family, number) => {
      for (const word of family) {
        const name = word.replaceAll("-", "");
        if (name) known.set(name, [...(known.get(name) ?? []), number]);
      }
    });
  return known;
})();

/** The hidden field by which a form says for which company it was drawn. */
export const companyMark = "_company";

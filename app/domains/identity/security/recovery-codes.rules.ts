/** How many recovery codes a person gets, and from how few on he is told to make new ones. */
export const codesGiven = 10;
export const codesFew = 3;

/** What a person is called: his name, else his address. */
export const nameOf = ({ firstName, lastName, email }: { firstName: string | null; lastName: string | null; email: string }) =>
  [firstName, lastName].filter(Boolean).join(" ") || email;

/** Whether one member may take another out or let him in again: nobody an owner but an owner, nobody himself (he leaves). */
export const mayTakeOut = (actor: { userId: string; isOwner: boolean }, member: { userId: string; isOwner: boolean }) =>
  actor.userId !== member.userId && (actor.isOwner || !member.isOwner);

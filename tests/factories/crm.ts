import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface TestCustomer {
  id?: string;
  firstName?: string;
  lastName?: string;
  organizationName?: string | null;
  email?: string;
  phone?: string;
  city?: string;
  postalCode?: string;
  prospectId?: string | null;
  assignedToId?: string | null;
  tags?: Array<string>;
  loyaltyTierId?: string | null;
  createdAt?: Date;
}

let customers = 0;

/** Someone who buys, with an address; a person of a firm unless `organizationName` is null. @returns his id */
export async function aCustomer({ db, companyId, now }: CompanyCtx, customer: TestCustomer = {}): Promise<string> {
  const { city = "Rennes", postalCode = "35000", createdAt = now, ...own } = customer;
  const { id: addressId } = await db.address.create({
    data: { companyId, streetAddress: "4 rue des Essais", city, postalCode, department: postalCode.slice(0, 2), country: "France" },
    select: { id: true },
  });
  const { id } = await db.customer.create({
    data: {
      id: uuidv7(createdAt),
      companyId,
      firstName: "Nolwenn",
      lastName: "Trémoire",
      organizationName: "Kermouric Immobilier",
      email: `client-${++customers}-${uuidv7().slice(-6)}@example.test`,
      source: "prospect",
      ...own,
      isCompany: own.organizationName !== null,
      addressId,
      createdAt,
    },
    select: { id: true },
  });
  return id;
}

export interface TestDeal {
  name: string;
  /** Keys of the stages it went through, the last where it stands, with the moment it came there. */
  path: Array<[stageKey: string, enteredAt: Date]>;
  prospectId?: string | null;
  customerId?: string | null;
  assignedToId?: string | null;
  campaignId?: string | null;
  monthlyValue?: number;
  setupFee?: number;
  contractMonths?: number;
  expectedCloseDate?: Date;
  lossReason?: string;
}

/** A deal and its stays in the stages of the pipeline. A stage the company does not have is passed over. @returns its id */
export async function aDeal({ db, companyId }: CompanyCtx, deal: TestDeal): Promise<string> {
  const { path, campaignId = null, monthlyValue = 0, setupFee = 0, contractMonths = 12, lossReason, ...own } = deal;
  const stages = new Map((await db.salesStage.findMany({ where: { companyId } })).map((stage) => [stage.key, stage]));
  const stays = path.flatMap(([key, enteredAt]) => {
    const stage = stages.get(key);
    return stage ? [{ stage, enteredAt }] : [];
  });
  const last = stays.at(-1);
  const isOver = last && (last.stage.isWon || last.stage.isLost);
  const createdAt = path[0]![1];
  const { id, totalValue } = await db.deal.create({
    data: {
      id: uuidv7(createdAt),
      companyId,
      ...own,
      monthlyValue,
      setupFee,
      contractMonths,
      stageId: last?.stage.id,
      probability: last?.stage.probability ?? undefined,
      closedAt: isOver ? last.enteredAt : null,
      lossReason: last?.stage.isLost ? lossReason : null,
      firstTouchCampaignId: campaignId,
      lastTouchCampaignId: campaignId,
      createdAt,
    },
    select: { id: true, totalValue: true },
  });
  await db.funnelEntry.createMany({
    data: stays.map(({ stage, enteredAt }, at) => ({
      companyId,
      dealId: id,
      prospectId: own.prospectId,
      customerId: own.customerId,
      stageId: stage.id,
      enteredAt,
      leftAt: stays[at + 1]?.enteredAt ?? null,
      conversionProbability: (stage.probability ?? 0) / 100,
      dealValue: totalValue,
      lossReason: stage.isLost ? lossReason : null,
      createdAt: enteredAt,
    })),
  });
  return id;
}

/** Points of a customer, won or spent; the balance is kept by the movement's trigger. The same `businessKey` counts once. */
export const movePoints = (
  { db, companyId }: CompanyCtx,
  movement: { customerId: string; points: number; reason: string; businessKey: string; documentId?: string; createdAt?: Date },
) =>
  db.pointsMovement.createMany({
    data: [{ companyId, type: movement.points < 0 ? "redeemed" : "earned", ...movement }],
    skipDuplicates: true,
  });

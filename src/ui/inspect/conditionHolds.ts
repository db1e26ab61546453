/** Conditions that say something is wrong by being True. */
const alarming = new Set(['Conflicted', 'OverlappingTLSConfig', 'PartiallyInvalid', 'InsecureFrontendValidationMode']);

/** Whether a status condition says that all is well. */
export function conditionHolds(type: string, status: string): boolean {
  return (status === 'True') !== alarming.has(type);
}

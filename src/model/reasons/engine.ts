/** Reasons that speak of the engine itself. */
export interface EngineReasons {
  /** The engine has no rule for this; `rule` names what is missing. */
  'engine/unsupported': { readonly rule: string };
  'engine/hop-limit': { readonly limit: number };
  'engine/unknown-caller': { readonly from: string };
  'engine/bad-request': { readonly problem: string };
}

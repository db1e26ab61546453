/** What the API server (structure, CEL) or istiod's webhook would refuse, in their words. */
export interface AdmissionDiagnostics {
  'admission/refused': { readonly message: string };
}

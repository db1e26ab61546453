import type { AdmissionDiagnostics } from './diagnostics/admission.ts';
import type { DocumentDiagnostics } from './diagnostics/document.ts';
import type { MeshDiagnostics } from './diagnostics/mesh.ts';
import type { FieldPath, ResourceRef } from './kubernetes/resource.ts';

/** Every diagnostic code with its facts. Same rules as reasons: codes here, sentences in the catalogues. */
export type DiagnosticParams = DocumentDiagnostics & AdmissionDiagnostics & MeshDiagnostics;
export type DiagnosticCode = keyof DiagnosticParams;
export type Severity = 'error' | 'warning' | 'info';

/** Half-open range of UTF-16 offsets into the scenario text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A problem or a remark, with the place it speaks of. */
export type Diagnostic<C extends DiagnosticCode = DiagnosticCode> = {
  [K in C]: {
    readonly code: K;
    readonly severity: Severity;
    readonly params: Readonly<DiagnosticParams[K]>;
    readonly resource?: ResourceRef;
    readonly path?: FieldPath;
    /** Where in the text; filled in by the scenario floor for diagnostics that name a field. */
    readonly range?: TextRange;
  };
}[C];

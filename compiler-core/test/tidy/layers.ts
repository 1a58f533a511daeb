/** What each folder of the compiler core may import besides itself: the pipeline's order, as data. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  source: [],
  targets: [],
  'syntax/ast': ['targets'],
  'syntax/cst': ['source'],
  'syntax/build': ['source', 'targets', 'syntax/ast', 'syntax/cst'],
  scopes: ['targets', 'syntax/ast'],
  'semantics/operations': [],
  ir: ['syntax/ast', 'semantics/operations', 'ir/analysis'],
  'ir/analysis': ['ir', 'semantics/operations'],
  lowering: ['targets', 'syntax/ast', 'scopes', 'semantics/operations', 'ir'],
  emission: ['syntax/ast', 'semantics/operations', 'ir', 'ir/analysis'],
  pipeline: ['source', 'targets', 'syntax/ast', 'syntax/cst', 'syntax/build', 'scopes', 'ir', 'lowering', 'emission'],
  api: ['targets', 'syntax/cst', 'emission', 'pipeline'],
};

// What is found first: pages whose title says it, then what people read, last what programs call.
var Scorer = {
  score: ([page, , , , score]) => score - (/^(reference|architecture|changelog|contributing)/.test(page) ? 8 : 0),
  objNameMatch: 11,
  objPartialMatch: 4,
  objPrio: { 0: 0, 1: 0, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

// SPDX-License-Identifier: GPL-3.0-or-later
// sort.js - heads of long tables become buttons: upwards, downwards, and back as printed.
'use strict';

(function () {
  const collator = new Intl.Collator(document.documentElement.lang || 'en', { numeric: true });
  const isFixed = row => row.classList.contains('group') || row.classList.contains('total');

  // The number of a cell, its words in a column of names, or null: nothing to compare by.
  function keyOf(cell, ofNumbers) {
    if (ofNumbers)
      return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
    return cell.textContent.trim() || null;
  }

  function compare(a, b, direction) {
    if (a.key === null || b.key === null)
      return (a.key === null) - (b.key === null) || a.at - b.at; // last, whatever the direction
    const order = typeof a.key === 'number' ? a.key - b.key : collator.compare(a.key, b.key);
    return direction * order || a.at - b.at;
  }

  // Rows between two that stay in their place.
  function runsOf(table) {
    const runs = [];
    for (const body of table.tBodies) {
      let run = null;
      for (const row of body.rows) {
        if (isFixed(row)) {
          run = null;
          continue;
        }
        if (!run)
          runs.push(run = []);
        run.push({ row, at: run.length });
      }
    }
    return runs;
  }

  function put(run, sorted) {
    const last = run.reduce((a, b) =>
      a.row.compareDocumentPosition(b.row) & Node.DOCUMENT_POSITION_FOLLOWING ? b : a);
    const place = document.createComment('');
    last.row.after(place);
    for (const item of sorted)
      place.before(item.row);
    place.remove();
  }

  function sort(runs, column, ofNumbers, direction) {
    for (const run of runs) {
      for (const item of run)
        item.key = keyOf(item.row.cells[column], ofNumbers);
      put(run, direction === 0 ? run : [...run].sort((a, b) => compare(a, b, direction)));
    }
  }

  function prepare(table) {
    const runs = runsOf(table);
    const heads = [...table.tHead.querySelectorAll('th[data-column]')];

    for (const head of heads) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const now = head.getAttribute('aria-sort');
        const next = now === 'ascending' ? 'descending' : now === 'descending' ? null : 'ascending';

        for (const other of heads)
          other.removeAttribute('aria-sort');
        if (next)
          head.setAttribute('aria-sort', next);
        sort(runs, Number(head.dataset.column), head.classList.contains('n'),
             next === 'ascending' ? 1 : next ? -1 : 0);
      });
    }
  }

  document.querySelectorAll('table.sortable').forEach(prepare);
})();

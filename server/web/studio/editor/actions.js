// What each action of keys.js does: the editor gives its parts, keys and buttons call the names.

/** `{name: () => …}`; `parts`: desk, stage, timeline, tree, panel, and what only the editor can do. */
export function actionsOf(parts) {
  const { desk, stage, timeline, panel, editor } = parts;
  const withTree = (act) => () => {
    act();
    editor.showChosen();
  };
  return {
    play: () => stage().toggle(),
    back: () => stage().move(-10_000),
    forward: () => stage().move(10_000),
    frame_back: () => stage().frames(-1),
    frame_forward: () => stage().frames(1),
    slower: () => stage().changeSpeed(-1),
    faster: () => stage().changeSpeed(1),
    go_to: () => stage().askTime(),
    to_chosen: () => desk.toChosen(),
    previous: withTree(() => desk.step(-1)),
    next: withTree(() => desk.step(1)),
    choose_here: withTree(() => desk.chooseHere()),
    rename: () => editor.rename(),
    who: () => editor.askWho(),
    start_here: () => desk.setEdgeHere('start_ms'),
    end_here: () => desk.setEdgeHere('end_ms'),
    other_edge: () => desk.otherEdge(),
    nudge_back: () => desk.nudge(-1),
    nudge_forward: () => desk.nudge(1),
    nudge_frame_back: () => desk.nudgeFrames(-1),
    nudge_frame_forward: () => desk.nudgeFrames(1),
    create: () => desk.create(),
    split: withTree(() => desk.split()),
    merge: withTree(() => desk.merge()),
    nest: withTree(() => desk.nest()),
    unnest: withTree(() => desk.unnest()),
    remove: withTree(() => desk.remove()),
    undo: () => desk.undo(),
    redo: () => desk.redo(),
    save: () => desk.save(),
    proposals: () => editor.showProposals(),
    publish: () => editor.publish(),
    zoom_in: () => timeline().zoom(0.5),
    zoom_out: () => timeline().zoom(2),
    fit_chapter: () => timeline().fitChosen(),
    help: () => editor.showKeys(),
    accept: () => panel().accept(),
    reject: () => panel().reject(),
    accept_unnamed: () => panel().acceptUnnamed(),
    accept_all: () => panel().acceptAll(),
    edit_proposal: () => panel().edit(),
    hear: () => panel().hear(),
    previous_proposal: () => panel().step(-1),
    next_proposal: () => panel().step(1),
  };
}

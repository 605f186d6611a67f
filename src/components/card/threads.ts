/** Comments as they are read: each with its answers, questions that were answered apart. */
import type { RecordedComment } from '../../schema';

/** A comment with what was answered to it, oldest answer first. */
export interface IThread {
  head: RecordedComment;
  answers: RecordedComment[];
}

/** Comments in threads, the newest thread first. An answer whose question is gone begins one of its own. */
export function threadsOf(comments: readonly RecordedComment[]): IThread[] {
  const bySequence = new Map(comments.map(one => [one.sequence, one]));
  const headOf = (one: RecordedComment): RecordedComment => {
    const parent = bySequence.get(one.comment.reply_to ?? -1);
    // An answer is newer than what it answers, so that this ends.
    return parent && parent.sequence < one.sequence ? headOf(parent) : one;
  };
  const threads = new Map<number, IThread>();
  for (const one of [...comments].sort((first, second) => first.sequence - second.sequence)) {
    const head = headOf(one);
    const known = threads.get(head.sequence);
    if (known) {
      known.answers.push(one);
    } else {
      threads.set(head.sequence, { head, answers: [] });
    }
  }
  return [...threads.values()].reverse();
}

/** Whether a thread is a question that somebody answered. */
export function isAnswered({ head, answers }: IThread): boolean {
  return head.comment.topic === 'question' && answers.length > 0;
}

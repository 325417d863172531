/** A growing list of numbers. */
export class Numbers {
  items = new Int32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.items.length) this.#grow(this.length + 1);
    this.items[this.length++] = number;
  }

  /** Appends numbers, those that are not negative with `more` added. */
  append(numbers: Int32Array, more: number): void {
    const end = this.length + numbers.length;
    if (end > this.items.length) this.#grow(end);
    for (let i = 0, at = this.length; i < numbers.length; i++, at++) {
      this.items[at] = numbers[i]! < 0 ? numbers[i]! : numbers[i]! + more;
    }
    this.length = end;
  }

  /** All of them, in memory of their own. */
  copy(): Int32Array {
    return this.items.slice(0, this.length);
  }

  #grow(least: number): void {
    const larger = new Int32Array(2 * least);
    larger.set(this.items);
    this.items = larger;
  }
}

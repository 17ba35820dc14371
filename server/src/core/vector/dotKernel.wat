;; Dot products of one question with many vectors of int8, over 128-bit SIMD.
;;
;; Compiled by wabt; the bytes stand in dotKernel.ts, and dotKernel.test.ts compiles this file and compares.
(module
  (import "host" "memory" (memory 1))

  ;; $question: its components as int16. $vectors: rows of $stride int8, one after the other; the caller pads rows and
  ;; question with zeros, so that $stride is a multiple of 16. $products receives $count sums as int32.
  (func (export "dots")
    (param $question i32) (param $vectors i32) (param $stride i32) (param $count i32) (param $products i32)
    (local $row i32) (local $q i32) (local $v i32) (local $end i32) (local $even v128) (local $odd v128)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $count)))
        (local.set $even (v128.const i32x4 0 0 0 0))
        (local.set $odd (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $question))
        (local.set $v (local.get $vectors))
        (local.set $end (i32.add (local.get $vectors) (local.get $stride)))
        ;; 16 components a turn, in two sums that do not wait for each other. A product of int8 fits int16, a pair of
        ;; them int32: dot_i16x8_s multiplies, widens and adds in one instruction.
        (loop $components
          (local.set $even
            (i32x4.add (local.get $even)
              (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $v)) (v128.load (local.get $q)))))
          (local.set $odd
            (i32x4.add (local.get $odd)
              (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $v)) (v128.load offset=16 (local.get $q)))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $v (i32.add (local.get $v) (i32.const 16)))
          (br_if $components (i32.lt_u (local.get $v) (local.get $end))))
        (local.set $even (i32x4.add (local.get $even) (local.get $odd)))
        (i32.store (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $even)) (i32x4.extract_lane 1 (local.get $even)))
            (i32.add (i32x4.extract_lane 2 (local.get $even)) (i32x4.extract_lane 3 (local.get $even)))))
        (local.set $vectors (local.get $end))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $rows)))))

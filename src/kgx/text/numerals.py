"""Numerals in Arabic and Chinese digits, in normal form: their patterns and their values."""

import re

HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5}
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
LARGE = "万亿兆"
HAN = "零一二三四五六七八九十百千万亿兆两"
_ONE = "一(?!路|举|度|直|样|般|致|起|下)"
"""The digit, and not the 一 that begins 一路, 一举."""
HAN_NUMERAL = f"(?:[{HAN.replace('一', '')}]|{_ONE})"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMERAL = rf"(?:{ARABIC})(?:\s?[{LARGE}千百](?!分))*(?:\d+[{LARGE}千百](?!分))*|{HAN_NUMERAL}+(?:点{HAN_NUMERAL}+)?"


def han_value(text: str) -> float | None:
    """The value of a Chinese numeral such as 九十六点五, 一千零二十, 一万五 or 二零二五; None where it is none."""
    whole, _, decimals = text.partition("点")
    power = 1
    while decimals and decimals[-1] in POWERS:  # 一点五万
        power *= POWERS[decimals[-1]]
        decimals = decimals[:-1]
    value = _han_integer(whole)
    if value is None or any(d not in HAN_DIGITS for d in decimals):
        return None
    return float(f"{value}.{''.join(str(HAN_DIGITS[d]) for d in decimals)}") * power if decimals else float(value)


def _han_integer(text: str) -> int | None:
    if not text or text[0] in LARGE:
        return None
    if all(c in HAN_DIGITS for c in text):
        return int("".join(str(HAN_DIGITS[c]) for c in text)) if len(text) == 1 or len(text) > 2 or "零" in text else None
    total = section = digit = 0
    for c in text:
        if c in HAN_DIGITS:
            digit = HAN_DIGITS[c]
        elif (power := POWERS[c]) >= 10_000:
            total = (total + section + digit) * power if power > total else total + (section + digit) * power
            section = digit = 0
        else:
            section += (digit or 1) * power
            digit = 0
    if digit and text[-2] in POWERS and text[-2] != "十":  # 三千五, 一万五
        digit *= POWERS[text[-2]] // 10
    return total + section + digit


def arabic_value(digits: str) -> float:
    """The value of Arabic digits with narrow commas."""
    return float(digits.replace(",", ""))


def tenths(digit: str) -> int:
    """The value of one digit, Arabic or Chinese."""
    return int(digit) if digit.isdigit() and digit.isascii() else HAN_DIGITS[digit]


def plain_value(text: str) -> float | None:
    """The value of a numeral in Arabic or Chinese digits, with 万, 亿 and 兆 (6,710 亿, 1 万 2 千)."""
    if not text[:1].isdigit():
        return han_value(text)
    total = 0.0
    for digits, powers in re.findall(rf"({ARABIC})((?:\s?[{''.join(POWERS)}])*)", text):
        value = float(digits.replace(",", ""))
        for c in powers.replace(" ", ""):
            value *= POWERS[c]
        total += value
    return total

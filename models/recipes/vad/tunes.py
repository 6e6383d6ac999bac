"""Music of sampled instruments, to measure the detector of speech with: eight old tunes, each alone on a
General MIDI program that is no voice (solo.jsonl, 115 recordings of 8 s) and in bands of three, now and then
with drums (band.jsonl, 60 of 10 s). What is drawn by lot is seeded. Needs fluidsynth, TimGM6mb.sf2 and sox.

    tunes.py FOLDER [SEED]
"""

import json
import os
import random
import struct
import subprocess
import sys

SOUND_FONT = "/usr/share/sounds/sf2/TimGM6mb.sf2"
TICKS = 480  # of a beat

# "c:1.5" is a C for a beat and a half; # sharp, b flat, ' and , an octave up and down; r rests.
# Name: beats in a bar, melody, a chord a bar.
TUNES = {
    "ode": (4, "e:1 e:1 f:1 g:1 g:1 f:1 e:1 d:1 c:1 c:1 d:1 e:1 e:1.5 d:.5 d:2 e:1 e:1 f:1 g:1 g:1 f:1 e:1 d:1"
               " c:1 c:1 d:1 e:1 d:1.5 c:.5 c:2", "C G C G C G C G"),
    "greensleeves": (3, "a,:1 c:2 d:1 e:1.5 f#:.5 e:1 d:2 b,:1 g,:1.5 a,:.5 b,:1 c:2 a,:1 a,:1.5 g#,:.5 a,:1 b,:2"
                        " g#,:1 e,:2", "Am Am G G Am Am E E"),
    "minuet": (3, "d':1 g:.5 a:.5 b:.5 c':.5 d':1 g:1 g:1 e':1 c':.5 d':.5 e':.5 f#':.5 g':1 g:1 g:1 c':1 d':.5"
                  " c':.5 b:.5 a:.5 b:1 c':.5 b:.5 a:.5 g:.5 f#:1 g:.5 a:.5 b:.5 g:.5 a:3", "G G C G C G D D"),
    "twinkle": (4, "c:1 c:1 g:1 g:1 a:1 a:1 g:2 f:1 f:1 e:1 e:1 d:1 d:1 c:2", "C F G C"),
    "frere": (4, "c:1 d:1 e:1 c:1 c:1 d:1 e:1 c:1 e:1 f:1 g:2 e:1 f:1 g:2 g:.5 a:.5 g:.5 f:.5 e:1 c:1 g:.5 a:.5"
                 " g:.5 f:.5 e:1 c:1", "C C C C"),
    "scarborough": (3, "a,:2 a,:1 e:1 e:1 e:1 b,:1 c:1 b,:1 a,:3 r:1 e:1 g:1 a:2 g:1 e:1 f#:1 d:1 e:3",
                    "Am Am G Am C C G Am"),
    "blues": (4, "c:.66 e:.34 g:.66 a:.34 bb:.66 a:.34 g:.66 e:.34 f:.66 a:.34 c':.66 d':.34 eb':.66 d':.34 c':.66"
                 " a:.34 c:1 r:1 g:.5 bb:.5 c':1", "C C F C"),
    "danube": (3, "c:1 c:1 e:1 g:1 g:2 g':1 g':2 e':1 e':2 c:1 c:1 e:1 g:1 g:2 g':1 g':2 f':1 f':2",
               "C C C C C C G G"),
}
CHORDS = {"C": (0, 4, 7), "G": (7, 11, 14), "F": (5, 9, 12), "Am": (9, 12, 16), "E": (4, 8, 11), "D": (2, 6, 9)}
STEPS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
SHIFTS = {"#": 1, "b": -1, "'": 12, ",": -12}
VOICES = {52, 53, 54, 85, 91}  # choirs and what imitates them
DRUM_PROGRAMS = range(112, 120)
BASSES = list(range(32, 40)) + [43, 58, 70, 42]


def notes(text):
    """(semitones above middle C or None, beats) of each note."""
    for token in text.split():
        name, beats = token.split(":")
        pitch = None if name == "r" else STEPS[name[0]] + sum(SHIFTS[sign] for sign in name[1:])
        yield pitch, float(beats)


def quantity(n):
    """MIDI's variable-length number."""
    data = [n & 127]
    while n > 127:
        n >>= 7
        data.insert(0, n & 127 | 128)
    return bytes(data)


class Piece:
    def __init__(self, tempo):
        self.tempo = tempo
        self.events = []  # (beat, MIDI message)

    def program(self, channel, number):
        self.events.append((0, bytes([0xC0 | channel, number])))

    def note(self, channel, at, beats, key, velocity):
        self.events.append((at, bytes([0x90 | channel, key, velocity])))
        self.events.append((at + beats, bytes([0x80 | channel, key, 0])))

    def melody(self, channel, tune, key, chance, total, legato):
        at = 0
        while at < total:
            for pitch, beats in tune:
                if pitch is not None and at < total:
                    velocity = chance.randint(70, 110)
                    self.note(channel, at, beats * legato, max(0, min(127, 60 + key + pitch)), velocity)
                at += beats

    def render(self, folder, name, seconds):
        base = os.path.join(folder, name)
        track = b"\0\xff\x51\x03" + struct.pack(">I", int(6e7 / self.tempo))[1:]
        last = 0
        for at, message in sorted(self.events, key=lambda e: (e[0], e[1][0] & 0xF0 != 0x80)):
            tick = int(at * TICKS)
            track += quantity(max(0, tick - last)) + message
            last = max(last, tick)
        track += b"\0\xff\x2f\0"
        with open(base + ".mid", "wb") as file:
            file.write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS) + b"MTrk" + struct.pack(">I", len(track)) + track)
        synthesize = ["fluidsynth", "-ni", "-q", "-g", "0.6", "-r", "44100", "-F", base + ".wav", SOUND_FONT, base + ".mid"]
        subprocess.run(synthesize, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        convert = ["sox", "-D", base + ".wav", "-r", "16000", "-c", "1", "-b", "16", base + ".flac"]
        subprocess.run(convert + ["trim", "0", str(seconds), "norm", "-3"], check=True, stderr=subprocess.DEVNULL)
        os.remove(base + ".wav")
        return {"audio_filepath": name + ".flac", "duration": seconds, "text": "", "speaker": name}


def solo(program, seed):
    chance = random.Random(seed + 1000 + program)
    names = sorted(TUNES)
    _, tune, _ = TUNES[names[program % len(names)]]
    piece = Piece(chance.randint(60, 160))
    piece.program(0, program)
    low = -24 if 32 <= program <= 39 or program in (43, 58, 67, 70) else 0
    key = chance.randint(-5, 6) + low
    piece.melody(0, list(notes(tune)), key, chance, 9 * piece.tempo / 60, chance.uniform(0.5, 1))
    return piece


def band(number, seed):
    chance = random.Random(seed + 5000 + number)
    meter, tune, chords = TUNES[chance.choice(sorted(TUNES))]
    piece = Piece(chance.randint(60, 170))
    key = chance.randint(-5, 6)
    total = 11 * piece.tempo / 60
    pitched = [p for p in range(120) if p not in VOICES and p not in DRUM_PROGRAMS]
    for channel, programs in enumerate((pitched, pitched, BASSES)):
        piece.program(channel, chance.choice(programs))
    broken = chance.randrange(3) > 0
    octave = chance.choice([0, 0, 12])
    piece.melody(0, list(notes(tune)), key + octave, chance, total, chance.uniform(0.6, 1))
    bar = 0
    while bar * meter < total:
        chord = CHORDS[chords.split()[bar % len(chords.split())]]
        at = bar * meter
        piece.note(2, at, meter * (0.5 if broken else 0.9), 36 + key + chord[0] % 12, 95)
        for beat in range(1, meter) if broken else [0]:
            for pitch in chord:
                piece.note(1, at + beat, 0.4 if broken else meter * 0.95, 48 + key + pitch, 60)
        if number % 3 == 0:
            for half in range(meter * 2):
                piece.note(9, at + half / 2, 0.2, 42, 70)
            piece.note(9, at, 0.2, 36, 110)
            piece.note(9, at + meter // 2, 0.2, 38, 100)
        bar += 1
    return piece


def main(folder, seed=0):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "solo.jsonl"), "w") as manifest:
        for program in range(120):
            if program not in VOICES:
                manifest.write(json.dumps(solo(program, 10000 * seed).render(folder, f"solo-{program:03d}", 8)) + "\n")
    with open(os.path.join(folder, "band.jsonl"), "w") as manifest:
        for number in range(60):
            manifest.write(json.dumps(band(number, 10000 * seed).render(folder, f"band-{number:02d}", 10)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))

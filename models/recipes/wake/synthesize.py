"""Speech to measure the spotting of phrases on, in OUT: wake.jsonl, in which one of three phrases is said first. Needs
Debian's festival (with festvox-kallpc16k), flite and espeak-ng.

Usage: python3 synthesize.py OUT
"""

import json
import os
import subprocess
import sys
import wave

PHRASES = ["hey auricle", "okay auricle", "hello computer"]
ORDERS = ["", "can i get a small latte", "what is the weather in london", "turn on the light",
          "set a timer for ten minutes", "i would like a large coffee with soy milk"]
SPEAKERS = ["kal_diphone", "flite-awb", "flite-rms", "flite-slt", "flite-kal16", "espeak-en-us", "espeak-en-gb",
            "espeak-en-gb-scotland", "espeak-en-us+f3", "espeak-en-gb+m7"]
WORDS_A_MINUTE = {0.85: 140, 1: 165, 1.2: 190}  # of espeak-ng, in the place of a stretch


def speak(voice, text, stretch, file):
    kind, _, name = voice.partition("-")
    if kind == "flite":
        command = ["flite", "-voice", name, "--setf", f"duration_stretch={stretch}", "-t", text, "-o", file]
    elif kind == "espeak":
        command = ["espeak-ng", "-v", name, "-s", str(WORDS_A_MINUTE[stretch]), "-w", file, text]
    else:
        pace = f"(Parameter.set 'Duration_Stretch {stretch})"
        command = ["text2wave", "-eval", f"(voice_{voice})", "-eval", pace, "-o", file]
    subprocess.run(command, input=text.encode(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def entry(out, name, voice, text, stretch):
    file = os.path.join(out, "audio", name)
    speak(voice, text, stretch, file)
    with wave.open(file) as audio:
        duration = audio.getnframes() / audio.getframerate()
    return {"text": text.replace(",", ""), "speaker": voice, "audio_filepath": f"audio/{name}", "duration": duration}


def write(out, name, entries):
    with open(os.path.join(out, name), "w", encoding="utf-8") as manifest:
        manifest.writelines(json.dumps(line) + "\n" for line in entries)


def wake(out):
    entries = []
    for phrase in PHRASES:
        for voice in SPEAKERS:
            for stretch in WORDS_A_MINUTE:
                order = ORDERS[len(entries) % len(ORDERS)]
                text = f"{phrase}, {order}" if order else phrase
                entries.append(entry(out, f"p{len(entries)}.wav", voice, text, stretch))
    write(out, "wake.jsonl", entries)


os.makedirs(os.path.join(sys.argv[1], "audio"), exist_ok=True)
wake(sys.argv[1])

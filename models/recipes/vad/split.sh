# shellcheck shell=bash disable=SC2034
# What the detector does not learn from, a regular expression on paths; to be sourced. One speaker of FSDD's four; twelve
# of speechocean762's 125; noise whose number at Freesound ends in 0, 1 or 4, takes of one recording together, and two
# long recordings of kinds that are not heard otherwise.
speakers='_theo_|speechocean/audio/(0001|0026|0482|1029|1336|2168|2427|3083|9070|9613|9614|9649)/'
noises='-1-[0-9]*[014]-|exercise-bike|running-tap'
